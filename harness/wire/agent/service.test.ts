import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HarnessError } from '../../model/error.ts';
import type { At } from '../../model/scenario.ts';
import { AgentError } from './agent-error.ts';
import { isAlive } from '../process/testing/is-alive.ts';
import { freePorts } from '../../proxy/api/testing/free-ports.ts';
import { service } from './service.ts';
import type { ServiceOptions } from './service-options.ts';
import { services } from './services-fixture.ts';

const { folder, write, start: startAny, ask, printed } = services();

// An agent as a team might have one: a plain HTTP server that keeps a file.
const agent = write(
  'agent.mjs',
  `import { createServer } from 'node:http';
   import { appendFileSync } from 'node:fs';
   const server = createServer(async (request, response) => {
     let body = '';
     for await (const chunk of request) body += chunk;
     if (request.url === '/health') return response.end('fine');
     const { id, input } = body === '' ? {} : JSON.parse(body);
     if (input === 'die') { console.log('cannot go on'); process.exit(9); }
     if (input === 'hang') return console.log('hanging');
     if (input === 'fail') return response.writeHead(503).end('busy');
     if (input === 'text') return response.end('plain');
     if (input === 'untyped') return response.end('{"status":"failed"}');
     if (input === 'curly') return response.end('{sorry}');
     if (input === 'bytes') return response.end(Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x22]));
     if (input === 'coloured') return response.end('\\u001b[1mdone\\u001b[0m\\r\\n\\t✓');
     if (input === 'broken') response.setHeader('content-type', 'application/json').end('{"a":');
     const task = request.headers['x-task-id'];
     const env = { tool: process.env.TOOL, key: process.env.A_KEY };
     response.setHeader('content-type', 'application/json; charset=utf-8');
     response.end(JSON.stringify({ id, input, task, env, pid: process.pid, body }));
   });
   if (process.env.STARTS) appendFileSync(process.env.STARTS, process.env.PORT + ' ');
   server.listen(process.env.PORT, '127.0.0.1', () => {
     console.log('\\u001b[32mlistening\\u001b[0m on http://0.0.0.0:' + process.env.PORT + '/');
   });`,
);

const start = (more: Partial<ServiceOptions> = {}) =>
  startAny({ command: agent, ask: 'POST /chat', ...more });

async function failure(promise: Promise<unknown>): Promise<HarnessError> {
  const error: unknown = await promise.then(
    () => new Error('it did not fail'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(HarnessError);
  return error as HarnessError;
}

describe('a service', () => {
  test('is named by its command and runs on the wire', () => {
    const system = service({ command: ['python3', 'agent.py'], ask: 'stdin' });
    expect(system).toMatchObject({ name: 'python3 agent.py', modes: ['wire'] });
  });

  test.each<[string, Partial<ServiceOptions>]>([
    ['its port is open', {}],
    ['GET /health answers', { ready: 'GET /health' }],
    ['it says so', { ready: /listening/g }],
    ['it says where', { ready: /listening on (http:\S+)/ }],
    ['it says which port', { ready: /:(\d+)/y }],
  ])('is ready when %s, and answers', async (_when, options) => {
    const system = await start(options);
    expect(await ask(system, { to: 'Rome' })).toMatchObject({
      id: 't1',
      input: { to: 'Rome' },
      task: 't1',
    });
    expect(system.output?.()).toEqual([expect.stringMatching(/^listening on http/)]);
  });

  test('answers with text, too, and with what `body` asks', async () => {
    const system = await start({ body: ({ id, input }) => ({ id, input: [input], more: 1 }) });
    expect(await ask(system, 'x')).toMatchObject({ input: ['x'] });
    expect(await ask(await start(), 'text')).toBe('plain');
    expect(await ask(await start({ ask: 'GET /chat' }), 'x')).toMatchObject({ body: '' });
  });

  test('can be asked by a function, at the address it printed', async () => {
    const asked: unknown[] = [];
    const system = await start({
      ready: /listening on (\S+)/,
      ask: async (address, { input }, signal) => {
        asked.push(address, input);
        return (await fetch(`${address}/health`, { signal })).text();
      },
    });
    expect(await ask(system, 'x')).toBe('fine');
    expect(asked).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/), 'x']);
  });

  test('gets the variables it is given, and no secrets', async () => {
    process.env['A_KEY'] = 'secret';
    try {
      const env = ({ url }: At) => ({ TOOL: url('tool') });
      const none = { tool: 'http://127.0.0.1:1/tool' };
      expect(await ask(await start({ env }), 'x')).toHaveProperty('env', none);
      const named = await start({ env, inheritEnv: ['A_KEY'] });
      expect(await ask(named, 'x')).toHaveProperty('env', { ...none, key: 'secret' });
    } finally {
      delete process.env['A_KEY'];
    }
  });

  test('runs on the port it is given', async () => {
    const [port = 0] = await freePorts(1);
    const system = await start({
      env: () => ({ PORT: String(port) }),
      ask: async (address) => address,
    });
    expect(await ask(system, 'x')).toBe(`http://127.0.0.1:${port}`);
  });

  test('close ends it, and an ask that is on its way', async () => {
    const system = await start();
    const { pid } = (await ask(system, 'x')) as { pid: number };
    const hanging = ask(system, 'hang').catch((error: unknown) => error);
    await printed(system, 'hanging');
    await system.close();
    expect(await hanging).toBeInstanceOf(AgentError);
    expect(isAlive(pid)).toBe(false);
  });
});

describe('a bad answer rejects', () => {
  test('a status that is not 2xx, with status and body', async () => {
    const error: unknown = await ask(await start(), 'fail').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AgentError);
    expect(error).toMatchObject({
      status: 503,
      body: 'busy',
      message: 'POST /chat answered 503: busy',
    });
  });

  test('an object without its type is one all the same: it may say that it failed', async () => {
    const system = await start();
    expect(await ask(system, 'untyped')).toEqual({ status: 'failed' });
    expect(await ask(system, 'curly')).toBe('{sorry}');
  });

  test('JSON that is none', async () => {
    await expect(ask(await start(), 'broken')).rejects.toThrow(
      'says it is JSON, and is not: {"a":',
    );
  });

  test('bytes that are no text; colours, tabs and signs are', async () => {
    const system = await start();
    await expect(ask(system, 'bytes')).rejects.toThrow('the answer is no text');
    expect(await ask(system, 'coloured')).toContain('done');
  });

  test('an abort, with its reason, and the agent isAlive on', async () => {
    const system = await start();
    const deadline = new AbortController();
    const hanging = ask(system, 'hang', deadline.signal);
    await printed(system, 'hanging');
    const reason = new Error('deadline');
    deadline.abort(reason);
    await expect(hanging).rejects.toBe(reason);
    await expect(ask(system, 'x', deadline.signal)).rejects.toBe(reason);
    expect(await ask(system, 'x')).toMatchObject({ input: 'x' });
  });

  test('its death, with its last lines, at once and for good', async () => {
    const system = await start();
    const other = ask(system, 'hang').catch((error: unknown) => error);
    await printed(system, 'hanging');
    const dies: unknown = await ask(system, 'die').catch((error: unknown) => error);
    expect(dies).toBeInstanceOf(AgentError);
    expect((dies as Error).message).toContain('agent.mjs died: exit code 9; it printed last:');
    expect((dies as Error).message).toContain('cannot go on');
    expect(String(await other)).toContain('died: exit code 9');
    await expect(ask(system, 'x')).rejects.toThrow('died: exit code 9');
  });
});

describe('a crash', () => {
  test('kills it where it stands and starts it again with the same port and variables', async () => {
    const starts = join(folder, 'starts');
    const env = () => ({ STARTS: starts, TOOL: 'same' });
    const system = await start({ env });
    const before = (await ask(system, 'x')) as { pid: number };
    const hanging = ask(system, 'hang').catch((error: unknown) => error);
    await printed(system, 'hanging');
    const crashes = [system.crash!(), system.crash!()];
    const during = ask(system, 'during');
    await Promise.all(crashes);
    expect(String(await hanging)).toContain('died: signal SIGKILL');
    const after = (await during) as { pid: number };
    expect(after).toMatchObject({ input: 'during', env: { tool: 'same' } });
    expect(after.pid).not.toBe(before.pid);
    expect(isAlive(before.pid)).toBe(false);
    const [first, second, ...more] = readFileSync(starts, 'utf8').trim().split(' ');
    expect([second, more]).toEqual([first, []]);
    expect(system.output?.().filter((line) => line.startsWith('listening'))).toHaveLength(2);
  });

  test('brings back an agent that died by itself', async () => {
    const system = await start();
    await expect(ask(system, 'die')).rejects.toThrow('died');
    await system.crash!();
    expect(await ask(system, 'x')).toMatchObject({ input: 'x' });
  });

  test('is over when the system is closed', async () => {
    const system = await start();
    const crash = system.crash!().catch(() => {});
    await system.close();
    await crash;
    await expect(system.crash!()).rejects.toThrow('is closed');
  });
});

describe('a service that does not start', () => {
  test('command not found', async () => {
    for (const how of ['POST /chat', 'stdin']) {
      const error = await failure(start({ command: ['agnet-9000'], ask: how }));
      expect(error.code).toBe('system-died');
      expect(error.message).toContain('`agnet-9000` to start in ');
      expect(error.got).toBe('command not found: agnet-9000');
    }
  });

  test('one that dies early is quoted', async () => {
    const command = write('dies.mjs', 'console.error("no model key"); process.exit(3)');
    const error = await failure(start({ command }));
    expect(error.code).toBe('system-died');
    expect(error.got).toContain(
      'exit code 3 before it was ready; it printed last:\n  no model key',
    );
    expect(error.fix).toMatch(/with PORT=\d+/);
  });

  test.each<[Partial<ServiceOptions>, string, string]>([
    [{ ready: 'GET /health' }, 'answer GET /health at 127.0.0.1:', 'status 404 no such page'],
    [{ ready: /ready!/ }, 'print a line that matches /ready!/', 'no line that matches /ready!/'],
    [{ env: () => ({ DEAF: '1' }) }, 'accept connections at 127.0.0.1:', 'ECONNREFUSED'],
  ])('one that is never ready is quoted, and killed', async (options, expected, got) => {
    const command = write(
      'never.mjs',
      `import { createServer } from 'node:http';
       const server = createServer((_, response) => response.writeHead(404).end('no such page'));
       if (!process.env.DEAF) server.listen(process.env.PORT, '127.0.0.1');
       console.log('pid ' + process.pid);
       setInterval(() => {}, 1e6);`,
    );
    const error = await failure(start({ command, readyWithin: 1000, ...options }));
    expect(error.code).toBe('system-not-ready');
    expect(error.expected).toContain(`never.mjs\` to ${expected}`);
    expect(error.expected).toContain('within 1000 ms');
    expect(error.got).toContain(got);
    const pid = Number(/pid (\d+)/.exec(error.got)?.[1]);
    expect(isAlive(pid)).toBe(false);
  });

  test('a fixed port with an old server on it', async () => {
    const old = createServer().listen(0, '127.0.0.1');
    await once(old, 'listening');
    const { port } = old.address() as AddressInfo;
    const error = await failure(start({ env: () => ({ PORT: String(port) }) }));
    old.close();
    expect(error.code).toBe('port-in-use');
  });

  test('a free port that somebody else took in the meantime is tried no more', async () => {
    const [program = '', file = ''] = agent;
    const tries = join(folder, 'tries');
    const taken = 'console.error("EADDRINUSE: address already in use"); process.exit(1)';
    const code =
      `const { appendFileSync, readFileSync } = require('node:fs');` +
      `appendFileSync(process.env.TRIES, 'x');` +
      `if (readFileSync(process.env.TRIES, 'utf8').length < 3) { ${taken} }` +
      `else import(process.cwd() + '/${file}');`;
    const command = [program, '-e', code];
    const system = await start({ command, env: () => ({ TRIES: tries }) });
    expect(await ask(system, 'x')).toMatchObject({ input: 'x' });
    expect(readFileSync(tries, 'utf8')).toBe('xxx');
  });

  test('options that make no sense are refused before anything starts', () => {
    const wrong = (more: Partial<ServiceOptions>) => () =>
      service({ command: agent, ask: 'POST /chat', ...more });
    const bad = expect.objectContaining({ code: 'bad-argument' });
    expect(wrong({ command: [] })).toThrow(bad);
    expect(wrong({ ask: 'chat' })).toThrow(bad);
    expect(wrong({ ready: '/health' })).toThrow(bad);
    expect(wrong({ ask: 'stdin', ready: /x/ })).toThrow(bad);
    expect(wrong({ readyWithin: 0 })).toThrow(bad);
  });
});
