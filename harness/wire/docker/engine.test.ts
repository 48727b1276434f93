import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';

const engine = path.join(import.meta.dirname, 'engine.ts');

/** What opening the engine says in a process that finds this in place of testcontainers. */
function openedWith(testcontainers: string): unknown {
  const code = `
    import { registerHooks } from 'node:module';
    registerHooks({
      resolve: (name, context, next) =>
        name === 'testcontainers'
          ? { url: ${JSON.stringify(testcontainers)}, shortCircuit: true }
          : next(name, context),
    });
    const { openEngine } = await import(${JSON.stringify(engine)});
    const told = await openEngine().catch(({ code, got, fix }) => ({ code, got, fix }));
    console.log(JSON.stringify(told));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

test('without the package testcontainers, how to install it is told', () => {
  expect(openedWith('file:///nowhere/testcontainers.js')).toEqual({
    code: 'missing-part',
    got: 'none that can be loaded',
    fix: 'Install it in your project: npm i -D testcontainers@12',
  });
});

test('without an engine, how to start one is told', () => {
  const module = `data:text/javascript,
    export const ImageName = {};
    export const getContainerRuntimeClient = () => Promise.reject(new Error('no socket'));`;
  expect(openedWith(module)).toMatchObject({
    code: 'missing-part',
    got: 'no socket',
    fix: expect.stringMatching(/dockerd.*DOCKER_HOST.*brownout doctor/),
  });
});
