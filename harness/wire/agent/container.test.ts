import { describe, expect, test } from 'vitest';
import { HarnessError } from '../../model/error.ts';
import { agents } from './agents-fixture.ts';
import { container, type ContainerOptions } from './container.ts';
import { owner } from '../docker/owner.ts';
import { needingDocker, noDocker, nodeImage, onEngine } from '../docker/testing/needs-docker.ts';

const { folder, still, write, started } = agents('container', {
  url: (point) => `http://192.0.2.1:1/${point}`,
  address: () => '192.0.2.1:2',
});

// An agent as a team might have one: a plain HTTP server, with its number of starts in a file.
write(
  'agent.mjs',
  `import { createServer } from 'node:http';
   import { appendFileSync, readFileSync } from 'node:fs';
   appendFileSync('/tmp/starts', '.');
   createServer(async (request, response) => {
     let body = '';
     for await (const chunk of request) body += chunk;
     if (request.url === '/health') return response.end('fine');
     if (request.url === '/ill') return response.writeHead(503).end('ill');
     const { id, input } = JSON.parse(body || '{}');
     if (input === 'die') { console.log('cannot go on'); process.exit(9); }
     if (input === 'hang') return console.log('hanging');
     const starts = readFileSync('/tmp/starts', 'utf8').length;
     const env = { tool: process.env.TOOL, scratch: process.env.SCRATCH };
     response.setHeader('content-type', 'application/json');
     response.end(JSON.stringify({ id, input, starts, env, user: process.getuid(), cwd: process.cwd() }));
   }).listen(8080, () => console.log('\\u001b[32mlistening\\u001b[0m'));`,
);

const agent: ContainerOptions = {
  image: nodeImage,
  command: ['node', 'agent.mjs'],
  mount: { [folder]: '/app' },
  cwd: '/app',
  user: 'node',
  env: ({ url, scratch }) => ({ TOOL: url('tool'), SCRATCH: scratch }),
  port: 8080,
  ready: 'GET /health',
  ask: 'POST /chat',
};

const start = (more: Partial<ContainerOptions> = {}) => started(container({ ...agent, ...more }));

async function refused(more: Partial<ContainerOptions>): Promise<HarnessError> {
  const error = await start(more).then(
    () => new Error('it started'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(HarnessError);
  return error as HarnessError;
}

describe.skipIf(noDocker !== '')(needingDocker('an agent in a container'), () => {
  test('is asked, crashes and keeps its files, and leaves nothing but its last lines', async () => {
    const system = await start();
    const answer = await system.ask({ id: 't1', input: 'hello' }, still);
    expect(answer).toEqual({
      id: 't1',
      input: 'hello',
      starts: 1,
      user: 1000,
      cwd: '/app',
      env: { tool: 'http://192.0.2.1:1/tool', scratch: '/tmp' },
    });
    const crash = system.crash?.();
    // Asked while it is down, it is waited for.
    expect(await system.ask({ id: 't2', input: 'again' }, still)).toMatchObject({ starts: 2 });
    await crash;
    expect(await onEngine(owner())).toHaveLength(1);
    await system.close();
    expect(system.output?.()).toEqual(['listening', 'listening']);
    expect(await onEngine(owner())).toEqual([]);
  });

  test('an ask ends with its death, its deadline, and says how it died', async () => {
    const system = await start({ ready: /^listening$/g });
    const leaving = new AbortController();
    const hanging = system.ask({ id: 't1', input: 'hang' }, leaving.signal);
    leaving.abort(new Error('the deadline has passed'));
    await expect(hanging).rejects.toThrow('the deadline has passed');
    const dying = system.ask({ id: 't2', input: 'die' }, still);
    await expect(dying).rejects.toThrow(/died: exit code 9; it printed last:[^]*cannot go on/);
    const after = system.ask({ id: 't3', input: 'hello' }, still);
    await expect(after).rejects.toThrow(/died: exit code 9/);
  });

  test.each([
    [
      { command: ['node', 'none.mjs'] },
      'system-died',
      /exit code 1; it printed last:[^]*Cannot find module/,
    ],
    [{ command: ['no-such'] }, 'system-died', /no-such/],
    [{ ready: 'GET /ill', readyWithin: 1500 }, 'system-not-ready', /status 503 ill[^]*listening/],
    [{ ready: /never/, readyWithin: 500 }, 'system-not-ready', /no line that matches/],
    [{ ready: 'healthy', readyWithin: 500 }, 'system-not-ready', /without a health check/],
    [{ port: 9, ready: undefined, readyWithin: 1000 }, 'system-not-ready', /listening/],
    [{ image: 'localhost:1/no/such:1' }, 'system-died', /localhost:1/],
  ] as const)('%o is told, and nothing is left', async (more, code, got) => {
    const error = await refused(more as Partial<ContainerOptions>);
    expect(error.code).toBe(code);
    expect(error.got).toMatch(got);
    expect(await onEngine(owner())).toEqual([]);
  });

  test('it is built from a folder with a Dockerfile; a broken one is told', async () => {
    write(
      'Dockerfile',
      `FROM ${nodeImage}\nCOPY agent.mjs /agent.mjs\nCMD ["node", "/agent.mjs"]\n`,
    );
    const { image: _, command: __, mount: ___, cwd: ____, ...rest } = agent;
    const system = await started(container({ ...rest, build: folder }));
    expect(await system.ask({ id: 't', input: 1 }, still)).toMatchObject({ starts: 1 });
    write('Dockerfile', `FROM ${nodeImage}\nCOPY missing.mjs /\n`);
    const broken = started(container({ ...rest, build: folder }));
    await expect(broken).rejects.toThrow(/docker build[^]*missing\.mjs/);
  });
});

test.each([
  [{ image: undefined }, 'either `image` or `build`'],
  [{ build: '.' }, 'either `image` or `build`'],
  [{ port: 0 }, '`port` as a whole number'],
  [{ ask: 'chat' }, '`ask`'],
  [{ ready: 'health' }, '`ready`'],
  [{ readyWithin: 0 }, '`readyWithin`'],
] as const)('%o is refused at once', (more, expected) => {
  const options = { ...agent, ...more } as ContainerOptions;
  expect(() => container(options)).toThrow(HarnessError);
  expect(() => container(options)).toThrow(expected);
});
