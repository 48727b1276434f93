import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { start, startBrownout, type Running } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { runInProcess } from './testing/run-in-process.ts';

let user: Folder;
const redis = { name: 'redis', listen: '127.0.0.1:0', upstream: '127.0.0.1:1' };
beforeAll(async () => {
  user = await folderInside();
  const toxic = { type: 'latency', stream: 'upstream', attributes: { latency: 5 } };
  const configs: Readonly<Record<string, unknown>> = {
    'redis.json': [redis],
    'toxic.json': [{ ...redis, toxics: [toxic] }],
    'flood.json': [{ ...redis, toxics: [toxic, { type: 'flood' }] }],
    'no-upstream.json': [redis, { name: 'b' }],
    'number.json': [{ ...redis, name: 7 }],
    'object.json': redis,
    'far.json': [{ ...redis, upstream: '93.184.216.34:80' }],
    'address.json': [{ ...redis, listen: 'nowhere' }],
  };
  for (const [name, json] of Object.entries(configs)) await user.write(name, JSON.stringify(json));
  await user.write('cut.json', '[{"name":');
  await user.write('empty.json', '');
});
afterAll(() => user.remove());

describe('it stands in for toxiproxy-server', () => {
  test.for([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('until %s', async ([signal, code]) => {
    const line = ['proxy', '--port', '0', '--seed', '7', '--config', 'toxic.json', '--metrics'];
    const running = startBrownout([...line, '--extended'], { cwd: user.path });
    await running.until((said) => said.includes('\n'));
    const [, url = ''] =
      /listens at (http:\S+) \(seed 7\)\. Proxies: redis\./.exec(running.said()) ?? [];
    const version = await fetch(`${url}/version`);
    expect(await version.text()).toBe('{"version": "2.12.0"}\n');
    const shown = (await (await fetch(`${url}/proxies/redis`)).json()) as { toxics: unknown };
    expect(shown.toxics).toMatchObject([{ name: 'latency_upstream', attributes: { latency: 5 } }]);
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('process_cpu_seconds_total');
    running.kill(signal, 'main');
    expect(await running.ended).toMatchObject({ code, signal: null, stderr: '' });
  });
});

test('toxics that a strict server passes over are told of', async () => {
  const line = ['proxy', '--port', '0', '--config', 'toxic.json'];
  const running = startBrownout(line, { cwd: user.path });
  await running.until((said) => said.includes('Proxies: redis.'));
  running.kill('SIGTERM', 'main');
  expect((await running.ended).stderr).toMatch(/^brownout: toxics .* --extended puts them on\n$/);
});

const isLinux = process.platform === 'linux';
if (!isLinux)
  console.log('skipped: memory at rest, which is read from /proc, as this is not Linux');

test.skipIf(!isLinux)('at rest it takes little more memory than Node', async () => {
  const restMiB = async (running: Running) => {
    await running.until((said) => said.includes('\n'));
    const status = readFileSync(`/proc/${running.pid}/status`, 'utf8');
    running.kill('SIGTERM', 'main');
    await running.ended;
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  };
  const idle = `console.log('up'); setInterval(() => {}, 1e6);`;
  const bare = await restMiB(start([process.execPath, '-e', idle], { cwd: user.path }));
  const ours = await restMiB(startBrownout(['proxy', '--port', '0'], { cwd: user.path }));
  expect(ours - bare).toBeGreaterThan(0);
  // 17 as this is written: commander and Node's HTTP take half of it. With the compilers it was 26.
  expect(ours - bare).toBeLessThan(21.5);
});

test('it works where Node was told not to compile', async () => {
  const env = { NODE_OPTIONS: '--jitless' };
  const running = startBrownout(['proxy', '--port', '0'], { cwd: user.path, env });
  await running.until((said) => said.includes('\n'));
  const [url = ''] = /http:\S+/.exec(running.said()) ?? [];
  for (let n = 0; n < 500; n += 1) expect((await fetch(`${url}/version`)).status).toBe(200);
  running.kill('SIGTERM', 'main');
  expect(await running.ended).toMatchObject({ code: 143, signal: null });
});

describe('a configuration that is no file of the disk is refused at once', () => {
  test.for([
    ['pipe', 'got no regular file'],
    ['/dev/zero', 'got no regular file'],
    ['.', 'got no regular file'],
    ['large.json', 'got more than 10 MB'],
  ] as const)('%s', async ([config, says]) => {
    await user.write('large.json', ' '.repeat((10 << 20) + 1));
    if (config === 'pipe') execFileSync('mkfifo', [path.join(user.path, 'pipe')]);
    const running = startBrownout(['proxy', '--port', '0', '--config', config], { cwd: user.path });
    const { code, stderr } = await running.ended;
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(says);
    expect(code).toBe(2);
  });
});

describe('what cannot be meant is told, and nothing is left open', () => {
  const lines: readonly (readonly [line: string, ...words: readonly string[]])[] = [
    ['--port 70000', "'70000' is invalid", 'a whole number, 0 to 65535'],
    ['--port x', "'x' is invalid"],
    ['--host 192.0.2.1', 'an address of this machine', '127.0.0.1, or 0.0.0.0'],
    ['--seed -1', "'-1' is invalid"],
    ['--confg a.json', "unknown option '--confg'", 'Did you mean --config?'],
    ['--config missing.json', 'a list of proxies in missing.json', 'no such file'],
    ['--config empty.json', 'bad request body: EOF', '"upstream": "127.0.0.1:6379"'],
    ['--config cut.json', 'Unexpected end of JSON input'],
    ['--config object.json', 'cannot unmarshal object', 'Write [{'],
    ['--config number.json', 'number into Go struct field .name of type string'],
    ['--config no-upstream.json', 'missing required field: upstream at proxy 2', 'Write [{'],
    ['--config far.json', '93.184.216.34:80 is neither loopback', 'Add --allow-remote'],
    ['--config address.json', 'missing port in address', 'Let `listen` be host:port'],
    [
      '--extended --config flood.json',
      'invalid toxic type at toxic 2 of proxy 1',
      'Let `type` be one of',
      'latency',
    ],
  ];
  test.for(lines)('%s', async ([line, ...words]) => {
    const port = line.startsWith('--port') ? [] : ['--port', '0'];
    const { code, stdout, stderr } = await runInProcess(
      ['proxy', ...port, ...line.split(' ')],
      user,
    );
    for (const word of words) expect(stderr.replaceAll(/\s+/g, ' ')).toContain(word);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test('a port that is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as AddressInfo;
    const api = await runInProcess(
      ['proxy', '--port', String(port), '--config', 'redis.json'],
      user,
    );
    expect(api).toMatchObject({ code: 2, stdout: '' });
    expect(api.stderr).toContain(`port ${port} of 127.0.0.1 to be free for the API of Toxiproxy`);
    await user.write('taken.json', JSON.stringify([{ ...redis, listen: `127.0.0.1:${port}` }]));
    const proxy = await runInProcess(['proxy', '--port', '0', '--config', 'taken.json'], user);
    expect(proxy).toMatchObject({ code: 2, stdout: '' });
    expect(proxy.stderr).toContain(`listen tcp 127.0.0.1:${port}: bind: address already in use`);
    expect(proxy.stderr).toContain('Stop what holds that port');
  });
});
