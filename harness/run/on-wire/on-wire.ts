import { wallClock } from '../../model/clock.ts';
import { socketsOf, type At, type Reach } from '../../model/scenario.ts';
import { askingFor } from '../../points/context.ts';
import type { Gate } from '../../points/gate.ts';
import { addedLatency } from '../../points/latency.ts';
import { openGateway, type Gateway } from '../../wire/gateway/gateway.ts';
import { markRequests } from '../../wire/gateway/mark-requests.ts';
import { openBlockingProxy, type BlockingProxy } from '../../wire/gateway/blocking-proxy.ts';
import { endWhenBlocked } from './blocked.ts';
import { lateness } from './lateness.ts';
import { openListeners, type Listeners } from './listeners.ts';
import { perform, type RunContext } from '../perform.ts';
import { scratch, withScratch } from '../scratch.ts';
import { openScope } from '../runtime.ts';
import {
  contextOf,
  noLink,
  openPoints,
  pointAt,
  type PlayedRun,
  type Setting,
} from '../setting.ts';

/** Plays over real sockets, in real time; every task of each phase once where nothing else is said. */
export async function onWire(
  setting: Setting,
  play: (context: RunContext) => Promise<readonly string[]> = perform,
): Promise<PlayedRun> {
  const folder = scratch();
  const clock = wallClock();
  const points = openPoints(setting.scenario);
  const behind: Behind = { errors: [] };
  const watch = lateness();
  const yielded = endWhenBlocked(setting.scenario.deadlineMs + 5_000);
  let listeners: Listeners | undefined;
  let outside: BlockingProxy | undefined;
  let gateway: Gateway | undefined;
  let unmark = () => {};
  try {
    const reach = await setting.system.reach?.();
    const front = await openFront(setting, points, reach, behind);
    gateway = front;
    outside = await openBlockingProxy({
      ...reach,
      refused: (host) => void behind.gate?.foreign(host),
    });
    unmark = markRequests(front.origins, askingFor);
    const told = (task?: string): Omit<At, 'scratch'> => ({
      url: (name) => {
        pointAt(points, name);
        return front.url(name, task);
      },
      address: (name) => listeners?.address(name) ?? noLink(name),
      ...(outside && { proxy: outside.url }),
      redact: setting.redactor.text,
    });
    const forTask = (task: string) => withScratch(told(task), folder);
    const isCrowded = setting.scenario.atOnce > 1;
    const context = contextOf(setting, points, clock, {
      at: withScratch({ ...told(), ...(isCrowded && { forTask }) }, folder),
      clock,
      backgroundSleep: clock.sleep,
      scope: openScope,
      latency: addedLatency,
      lateMs: watch.soFarMs,
      settleMs: 5_000,
    });
    behind.gate = context.gate;
    const { seed, scenario } = setting;
    listeners = await openListeners(scenario.points, { seed, clock, gate: context.gate, reach });
    const output = await play({ ...context, links: listeners.links });
    for (const message of behind.errors)
      context.recorder.record({ kind: 'harness.error', message });
    return { recorder: context.recorder, output };
  } finally {
    watch.close();
    unmark();
    yielded();
    await listeners?.close();
    await outside?.close();
    await gateway?.close();
    folder.remove();
  }
}

/** What stands behind the sockets: the gate, once the run has opened, and what went wrong before it. */
interface Behind {
  gate?: Gate;
  readonly errors: string[];
}

function openFront(
  { scenario, system: { ports = {} } }: Setting,
  points: ReturnType<typeof openPoints>,
  reach: Reach | undefined,
  behind: Behind,
): Promise<Gateway> {
  const sockets = socketsOf(scenario.points);
  return openGateway({
    ...reach,
    ports,
    points: Object.entries(points).flatMap(([name, { basePath }]) =>
      sockets.includes(name) ? [] : [{ name, basePath }],
    ),
    cross: (...call) => {
      if (!behind.gate) throw new Error('a call before the run opened');
      return behind.gate.cross(...call);
    },
    onError: (error) => behind.errors.push(error instanceof Error ? error.message : String(error)),
  });
}
