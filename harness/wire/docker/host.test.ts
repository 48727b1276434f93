import { afterEach, describe, expect, test } from 'vitest';
import { send } from '../ask-http.ts';
import { untilReady } from '../ready.ts';
import { freePort } from '../port.ts';
import { openEngine } from './engine.ts';
import { hostOf, type Host } from './host.ts';
import { owner, ownerLabel } from './owner.ts';
import { needingDocker, noDocker, nodeImage } from './testing/needs-docker.ts';

const made: string[] = [];

afterEach(async () => {
  const { docker } = await openEngine();
  for (const id of made.splice(0)) await docker.getContainer(id).remove({ force: true });
});

interface Started {
  readonly host: Host;
  readonly inspect: () => Promise<Awaited<ReturnType<typeof look>>>;
  /** What it says, or null where it says nothing for half a second. */
  readonly says: () => Promise<string | null>;
  readonly answers: () => Promise<void>;
}

// It answers with the number of times that it was started.
const program = `
  require('fs').appendFileSync('/tmp/starts', '.');
  const starts = require('fs').readFileSync('/tmp/starts', 'utf8').length;
  require('http').createServer((_, reply) => reply.end(String(starts))).listen(8080);`;

async function look(id: string) {
  const { docker } = await openEngine();
  const { State, HostConfig, NetworkSettings } = await docker.getContainer(id).inspect();
  return { State, HostConfig, networks: Object.keys(NetworkSettings.Networks) };
}

async function started(): Promise<Started> {
  const engine = await openEngine();
  const port = await freePort();
  const container = await engine.docker.createContainer({
    name: `brownout-${owner()}-host${made.length}`,
    Image: nodeImage,
    Cmd: ['node', '-e', program],
    Labels: { [ownerLabel]: owner() },
    HostConfig: { PortBindings: { '8080/tcp': [{ HostIp: '127.0.0.1', HostPort: String(port) }] } },
    ExposedPorts: { '8080/tcp': {} },
  });
  made.push(container.id);
  await container.start();
  const says = async () => {
    try {
      const signal = AbortSignal.timeout(500);
      const address = `http://127.0.0.1:${port}`;
      return (await send(address, { method: 'GET', path: '/' }, signal)).text;
    } catch {
      return null;
    }
  };
  const probe = async () => ((await says()) === null ? 'silent' : null);
  const answers = async () => {
    expect(await untilReady(probe, AbortSignal.timeout(10_000))).toBe(null);
  };
  await answers();
  const host = hostOf(engine, container.id, answers);
  return { host, inspect: () => look(container.id), says, answers };
}

describe.skipIf(noDocker !== '')(needingDocker('what a container goes through'), () => {
  test('pause: it stands still, and goes on', async () => {
    const { host, inspect, says } = await started();
    const undo = await host.pause();
    expect((await inspect()).State.Paused).toBe(true);
    expect(await says()).toBe(null);
    await undo();
    expect((await inspect()).State.Paused).toBe(false);
    expect(await says()).toBe('1');
    await undo();
  });

  test('kill: it is dead until it is started again, on the same port', async () => {
    const { host, inspect, says } = await started();
    const undo = await host.kill();
    expect((await inspect()).State).toMatchObject({ Running: false, ExitCode: 137 });
    expect(await says()).toBe(null);
    await undo();
    expect(await says()).toBe('2');
  });

  test('restart: it is another process at once', async () => {
    const { host, says } = await started();
    const undo = await host.restart();
    expect(await says()).toBe('2');
    await undo();
    expect(await says()).toBe('2');
  });

  test('cut network: it lives, and is on no network; then on the same ones', async () => {
    const { host, inspect, says, answers } = await started();
    const undo = await host.cutNetwork();
    const cut = await inspect();
    expect(cut.State.Running).toBe(true);
    expect(cut.networks).toEqual([]);
    expect(await says()).toBe(null);
    await undo();
    await answers();
    expect((await inspect()).networks).toEqual(['bridge']);
    expect(await says()).toBe('1');
  });

  test('limits: they hold, and what held before holds again', async () => {
    const { host, inspect, says } = await started();
    const engine = await openEngine();
    const undo = await host.limit(0.25, 64);
    const { NanoCpus, Memory } = (await inspect()).HostConfig;
    expect({ NanoCpus, Memory }).toEqual({ NanoCpus: 25e7, Memory: 64 * 1024 * 1024 });
    await undo();
    const after = (await inspect()).HostConfig;
    expect(after.NanoCpus).toBe(engine.cpus * 1e9);
    expect(after.Memory).toBe(engine.memoryBytes);
    expect(await says()).toBe('1');
  });

  test('undos bear that the container has died or gone', async () => {
    const { host } = await started();
    const undos = [await host.pause(), await host.limit(0.5, null), await host.cutNetwork()];
    const { docker } = await openEngine();
    await docker.getContainer(made.pop() ?? '').remove({ force: true });
    for (const undo of undos) await undo();
  });
});
