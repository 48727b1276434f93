import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { agents } from './agents-fixture.ts';
import { compose, type ComposeOptions } from './compose.ts';
import { owner } from '../docker/owner.ts';
import {
  needingDocker,
  noDocker,
  nodeImage,
  onEngine,
  redisImage,
} from '../docker/testing/needs-docker.ts';

const { folder, still, write, started } = agents('compose-test', {
  url: () => 'http://192.0.2.1:1/tool',
});

// It counts in Redis, in that server's own language.
write(
  'agent.mjs',
  `import { createServer } from 'node:http';
   import { connect } from 'node:net';
   const count = () => new Promise((resolve, reject) => {
     const socket = connect(6379, process.env.REDIS_HOST, () => socket.write('INCR asked\\r\\n'));
     socket.setTimeout(1000, () => socket.destroy(new Error('redis is silent')));
     socket.once('error', reject);
     socket.once('data', (data) => { socket.end(); resolve(Number(String(data).slice(1))); });
   });
   createServer(async (request, response) => {
     if (request.url === '/health') return response.end('fine');
     try {
       response.end(JSON.stringify({ asked: await count(), tool: process.env.TOOL, extra: process.env.EXTRA }));
     } catch (error) { response.writeHead(503).end(error.message); }
   }).listen(8080, () => console.log('listening'));`,
);

const file = write(
  'docker-compose.yml',
  `version: '3.8'
services:
  agent:
    image: ${nodeImage}
    command: ['node', '/app/agent.mjs']
    volumes: ['./agent.mjs:/app/agent.mjs:ro']
    environment: { REDIS_HOST: redis, TOOL: 'http://example.invalid' }
    depends_on: { redis: { condition: service_healthy } }
  redis:
    image: ${redisImage}
    command: ['redis-server', '--save', '', '--protected-mode', 'no']
    volumes: ['kept:/data']
    healthcheck: { test: ['CMD', 'redis-cli', 'ping'], interval: 1s, retries: 20 }
  other:
    image: ${nodeImage}
volumes: { kept: {} }
`,
);

const options: ComposeOptions = {
  service: 'agent',
  port: 8080,
  hosts: ['redis'],
  env: ({ url }) => ({ TOOL: url('tool') }),
  ready: 'GET /health',
  ask: 'POST /chat',
};

const start = (more: Partial<ComposeOptions> = {}, from = file) =>
  started(compose(from, { ...options, ...more }));

describe.skipIf(noDocker !== '')(needingDocker('an agent in a Compose file'), () => {
  test('is asked, with what it depends on; then nothing is left but the last lines', async () => {
    const system = await start();
    const ask = (id: string) => system.ask({ id, input: 'hello' }, still);
    expect(await ask('t1')).toEqual({ asked: 1, tool: 'http://192.0.2.1:1/tool' });
    expect(await onEngine(owner())).toHaveLength(4);
    await system.crash?.();
    expect(await ask('t2')).toMatchObject({ asked: 2 });
    await system.close();
    expect(system.output?.()).toContain('agent | listening');
    expect(system.output?.()?.join('\n')).toMatch(/^redis \| .*Ready to accept/m);
    expect(await onEngine(owner())).toEqual([]);
  });

  test('a service by the side is cut off and paused, by its name, and is back; an override is laid over', async () => {
    const over = write(
      'over.yml',
      `version: '3.8'\nservices:\n  agent:\n    environment: { EXTRA: 'laid over' }\n`,
    );
    const system = await start({ overrides: [over] });
    const ask = () => system.ask({ id: 't', input: '' }, still);
    expect(await ask()).toMatchObject({ extra: 'laid over' });
    for (const does of ['pause', 'cut-network'] as const) {
      const hits: number[] = [];
      const lift = await system.hosts?.['redis']?.impose({ on: 'host', does }, (it) =>
        hits.push(it),
      );
      await expect(ask()).rejects.toThrow(/503/);
      await lift?.();
      expect(hits).toEqual([0]);
      expect(await ask()).toMatchObject({ asked: expect.any(Number) });
    }
  });

  test.each([
    [{ service: 'agnt' }, file, /Compose knows: .*agent/],
    [{ hosts: ['nobody'] }, file, /'nobody'/],
    [{}, write('bad.yml', 'services: [1]\n'), /services/],
    [{}, join(folder, 'none.yml'), /none at/],
    [
      { hosts: [] },
      write(
        'dies.yml',
        `services:\n  agent:\n    image: ${nodeImage}\n    command: ['node', '/no']\n`,
      ),
      /exit code 1[^]*Cannot find module/,
    ],
  ])('%o of %s is told, and nothing is left', async (more, from, says) => {
    await expect(start(more, from)).rejects.toThrow(says);
    expect(await onEngine(owner())).toEqual([]);
  });
});

test.each([
  [{ port: 1.5 }, '`port` as a whole number'],
  [{ ask: 'chat' }, '`ask`'],
  [{ ready: 'health' }, '`ready`'],
])('%o is refused at once', (more, expected) => {
  expect(() => compose(file, { ...options, ...more })).toThrow(expected);
});
