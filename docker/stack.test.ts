import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needingDocker, noDocker } from '../harness/wire/docker/testing/needs-docker.ts';
import { containersOf, removeProject } from '../harness/wire/docker/project.ts';
import { openEngine } from '../harness/wire/docker/engine.ts';

const root = path.join(import.meta.dirname, '..');
const why = noDocker || lacking();
const project = `brownout-stack-${process.pid}`;

function lacking(): string {
  if (!existsSync(path.join(root, '.brownout/image'))) return 'run npm run image-context';
  try {
    execFileSync('docker-compose', ['version'], { stdio: 'ignore' });
    return '';
  } catch {
    return 'no docker-compose here';
  }
}

/** Any free port for each, so that it can run beside one that a user has started. */
const ports = { AGENT_PORT: '0', PROXY_PORT: '0', GATEWAY_PORT: '0', PARCELS_PORT: '0' };

async function composed(...words: readonly string[]): Promise<string> {
  const files = ['-f', 'docker-compose.yml', '-f', 'docker-compose.ci.yml'];
  const env = { ...process.env, ...ports };
  const options = { cwd: root, env, timeout: 240_000, maxBuffer: 64 * 1024 * 1024 };
  const args = ['-p', project, ...files, ...words];
  return (await promisify(execFile)('docker-compose', args, options)).stdout.trim();
}

describe.skipIf(why !== '')(needingDocker('the demo of docker-compose.yml', why), () => {
  beforeAll(async () => {
    // Once: both services of ours have the same image.
    await composed('build', 'gateway');
    await composed('up', '-d');
  }, 300_000);
  afterAll(async () => {
    const { docker } = await openEngine();
    await removeProject(docker, project);
  });

  const ask = async () => {
    const address = `http://${await composed('port', 'agent', '8080')}/chat`;
    const body = JSON.stringify({ input: 'Where is my parcel?' });
    return (await fetch(address, { method: 'POST', body })).json();
  };

  test('every service becomes healthy', { timeout: 90_000 }, async () => {
    const { docker } = await openEngine();
    await expect
      .poll(
        async () => {
          const containers = await containersOf(docker, project);
          const states = containers.map(async ({ id, service }) => {
            const { State } = await docker.getContainer(id).inspect();
            return `${service} ${State.Health?.Status}`;
          });
          return (await Promise.all(states)).toSorted();
        },
        { timeout: 80_000, interval: 500 },
      )
      .toEqual(['agent healthy', 'gateway healthy', 'proxy healthy', 'valkey healthy']);
  });

  test(
    'the agent answers, does without its store, and says so when it lacks its model',
    { timeout: 60_000 },
    async () => {
      expect(await ask()).toMatchObject({ status: 'done', text: expect.stringMatching(/HUB-/) });
      const api = `http://${await composed('port', 'proxy', '8474')}`;
      const body = JSON.stringify({ type: 'timeout', attributes: { timeout: 0 } });
      const put = await fetch(`${api}/proxies/valkey/toxics`, { method: 'POST', body });
      expect(put.status).toBe(200);
      expect(await ask()).toMatchObject({ status: 'done', text: expect.stringMatching(/HUB-/) });
      await composed('stop', '-t', '1', 'gateway');
      expect(await ask()).toMatchObject({ status: 'failed' });
    },
  );

  test('when it is taken down, nothing is left', { timeout: 60_000 }, async () => {
    await composed('down', '-v');
    const { docker } = await openEngine();
    expect(await containersOf(docker, project)).toEqual([]);
    expect(await docker.listNetworks({ filters: { name: [project] } })).toEqual([]);
  });
});
