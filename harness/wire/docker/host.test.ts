import { afterEach, describe, expect, test } from 'vitest';
import type { HostCondition } from '../../model/fault/condition.ts';
import type { Lift } from '../../model/fault/place.ts';
import { send } from '../ask/send.ts';
import { untilReady } from '../agent/ready.ts';
import { openEngine } from './engine.ts';
import { hostOf } from './host.ts';
import { hostPort } from './host-port.ts';
import { owner, ownerLabel } from './owner.ts';
import { needingDocker, noDocker, nodeImage } from './testing/needs-docker.ts';

type Bare = HostCondition extends infer C
  ? C extends HostCondition
    ? Omit<C, 'on'>
    : never
  : never;

const made: string[] = [];

afterEach(async () => {
  const { docker } = await openEngine();
  for (const id of made.splice(0)) await docker.getContainer(id).remove({ force: true });
});

interface Started {
  /** Imposes a condition, which must strike; resolves to what lifts it. */
  readonly impose: (condition: Bare) => Promise<Lift>;
  readonly inspect: () => Promise<Awaited<ReturnType<typeof look>>>;
  /** What it says, or null where it says nothing for so long, or cannot be reached. */
  readonly says: (ms?: number) => Promise<string | null>;
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
  const port = await hostPort('a test');
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
  const says = async (ms = 10_000) => {
    try {
      const signal = AbortSignal.timeout(ms);
      const address = `http://127.0.0.1:${port}`;
      return (await send(address, { method: 'GET', path: '/' }, signal)).text;
    } catch {
      return null;
    }
  };
  const probe = async () => ((await says(500)) === null ? 'silent' : null);
  const answers = async () => {
    expect(await untilReady(probe, AbortSignal.timeout(10_000))).toBe(null);
  };
  await answers();
  const host = hostOf(engine, container.id, answers);
  const impose = async (condition: Bare) => {
    const hits: number[] = [];
    const all = { on: 'host', ...condition } as HostCondition;
    const lift = await host.impose(all, (call) => hits.push(call));
    expect(hits).toEqual([0]);
    return lift;
  };
  return { impose, inspect: () => look(container.id), says, answers };
}

describe.skipIf(noDocker !== '')(needingDocker('what a container goes through'), () => {
  test('pause: it stands still, and goes on', async () => {
    const { impose, inspect, says } = await started();
    const lift = await impose({ does: 'pause' });
    expect((await inspect()).State.Paused).toBe(true);
    expect(await says(500)).toBe(null);
    await lift();
    expect((await inspect()).State.Paused).toBe(false);
    expect(await says()).toBe('1');
    await lift();
    expect(await says()).toBe('1');
  });

  test('kill: it is dead until it is started again, on the same port', async () => {
    const { impose, inspect, says } = await started();
    const lift = await impose({ does: 'kill' });
    expect((await inspect()).State).toMatchObject({ Running: false, ExitCode: 137 });
    expect(await says()).toBe(null);
    await lift();
    expect(await says()).toBe('2');
  });

  test('restart: it is another process at once', async () => {
    const { impose, says } = await started();
    const lift = await impose({ does: 'restart' });
    expect(await says()).toBe('2');
    await lift();
    expect(await says()).toBe('2');
  });

  test('cut network: it lives, and is on no network; then on the same ones', async () => {
    const { impose, inspect, says, answers } = await started();
    const lift = await impose({ does: 'cut-network' });
    const cut = await inspect();
    expect(cut.State.Running).toBe(true);
    expect(cut.networks).toEqual([]);
    expect(await says(500)).toBe(null);
    await lift();
    await answers();
    expect((await inspect()).networks).toEqual(['bridge']);
    expect(await says()).toBe('1');
  });

  test('limits: they hold, and what held before holds again', async () => {
    const { impose, inspect, says } = await started();
    const engine = await openEngine();
    const lift = await impose({ does: 'limit', cpus: 0.25, memoryMb: 64 });
    const { NanoCpus, Memory } = (await inspect()).HostConfig;
    expect({ NanoCpus, Memory }).toEqual({ NanoCpus: 25e7, Memory: 64 * 1024 * 1024 });
    await lift();
    const after = (await inspect()).HostConfig;
    expect(after.NanoCpus).toBe(engine.cpus * 1e9);
    expect(after.Memory).toBe(engine.memoryBytes);
    expect(await says()).toBe('1');
  });

  test('lifts bear that the container has died or gone', async () => {
    const { impose } = await started();
    const lifts = [
      await impose({ does: 'pause' }),
      await impose({ does: 'limit', cpus: 0.5, memoryMb: null }),
      await impose({ does: 'cut-network' }),
    ];
    const { docker } = await openEngine();
    await docker.getContainer(made.pop() ?? '').remove({ force: true });
    for (const lift of lifts) await lift();
  });

  test('one that is dead, or has gone, is not struck', async () => {
    const { impose } = await started();
    const id = made.at(-1) ?? '';
    await impose({ does: 'kill' });
    const engine = await openEngine();
    const host = hostOf(engine, id, async () => {});
    const hits: number[] = [];
    const onHit = (call: number) => void hits.push(call);
    await (
      await host.impose({ on: 'host', does: 'pause' }, onHit)
    )();
    await (
      await host.impose({ on: 'host', does: 'kill' }, onHit)
    )();
    await engine.docker.getContainer(made.pop() ?? '').remove({ force: true });
    await (
      await host.impose({ on: 'host', does: 'cut-network' }, onHit)
    )();
    expect(hits).toEqual([]);
  });
});
