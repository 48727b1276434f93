import { wallClock } from '../../model/clock.ts';
import { declaredHosts } from '../../model/options/declared-hosts.ts';
import { HarnessError } from '../../model/error.ts';
import { foldersOf, socketsOf, type At, type Reach } from '../../model/scenario.ts';
import { askingFor } from '../../points/context.ts';
import type { Gate } from '../../points/gate.ts';
import { addedLatency } from '../../points/latency.ts';
import { openGateway, type Gateway } from '../../wire/gateway/gateway.ts';
import { openForwardProxy, type ForwardProxy } from '../../wire/forward/forward-proxy.ts';
import { markRequests } from '../../wire/gateway/mark-requests.ts';
import { endWhenBlocked } from './blocked.ts';
import { lateness } from './lateness.ts';
import { openListeners, type Listeners } from './listeners.ts';
import { openFolders, type Folders } from '../folders/folders.ts';
import { perform, type RunContext } from '../perform.ts';
import { scratch, withScratch } from '../scratch.ts';
import { openScope } from '../runtime.ts';
import { gated, openPoints, pointAt, type PlayedRun, type Setting } from '../setting.ts';

/** Plays over real sockets, in real time; every task of each phase once where nothing else is said. */
export async function onWire(
  setting: Setting,
  play: (context: RunContext) => Promise<readonly string[]> = perform,
): Promise<PlayedRun> {
  const folder = scratch();
  const clock = wallClock();
  const points = openPoints(setting.scenario);
  const context = gated(setting, points, clock, addedLatency);
  const { gate, recorder } = context;
  const errors: string[] = [];
  const watch = lateness();
  const yielded = endWhenBlocked(setting.scenario.deadlineMs + 5_000);
  let listeners: Listeners | undefined;
  let outside: ForwardProxy | undefined;
  let gateway: Gateway | undefined;
  let folders: Folders | undefined;
  let unmark = () => {};
  try {
    const reach = await setting.system.reach?.();
    const front = await openFront(setting, { points, gate, reach, errors });
    gateway = front;
    const proxy = await openOutside(setting, { front, gate, reach });
    outside = proxy;
    unmark = markRequests(front.origins, askingFor);
    const { seed, scenario, system } = setting;
    const makers = foldersOf(scenario.points);
    const opened = openFolders({ makers, atOnce: scenario.atOnce, system, gate, recorder });
    folders = opened;
    listeners = await openListeners(scenario.points, { seed, clock, gate, reach });
    const { address, links } = listeners;
    const told = (task?: string): Omit<At, 'scratch'> => ({
      url: (name) => {
        pointAt(points, name);
        return front.url(name, task);
      },
      address,
      path: (name) => opened.path(name, task),
      ...(opened.home !== undefined && { home: opened.home }),
      proxy: proxy.url(task),
      ...(proxy.certificates !== undefined && { certificates: proxy.certificates }),
      redact: setting.redactor.text,
    });
    const forTask = (task: string) => withScratch(told(task), folder);
    const runtime = {
      at: withScratch({ ...told(), ...(scenario.atOnce > 1 && { forTask }) }, folder),
      clock,
      backgroundSleep: clock.sleep,
      backgroundAlarm: (ms: number, ring: () => void) => {
        const timer = setTimeout(ring, ms);
        return () => clearTimeout(timer);
      },
      scope: openScope,
      lateMs: watch.soFarMs,
      settleMs: 5_000,
    };
    const output = await play({ ...context, runtime, links, folders: opened });
    for (const message of errors) recorder.record({ kind: 'harness.error', message });
    return { recorder, output };
  } finally {
    watch.close();
    unmark();
    yielded();
    await listeners?.close();
    await outside?.close();
    await gateway?.close();
    folders?.remove();
    folder.remove();
  }
}

/** What the gateway leads to, and where it notes what went wrong. */
interface FrontOptions {
  readonly points: ReturnType<typeof openPoints>;
  readonly gate: Gate;
  readonly reach: Reach | undefined;
  readonly errors: string[];
}

function openFront(
  { scenario, system: { ports = {} } }: Setting,
  { points, gate, reach, errors }: FrontOptions,
): Promise<Gateway> {
  const sockets = socketsOf(scenario.points);
  return openGateway({
    ...reach,
    ports,
    points: Object.entries(points).flatMap(([name, { basePath }]) =>
      sockets.includes(name) ? [] : [{ name, basePath }],
    ),
    cross: gate.cross,
    onError: (error) => errors.push(error instanceof Error ? error.message : String(error)),
  });
}

/** The proxy of the agent: declared hosts lead to their points. */
function openOutside(
  { scenario, system }: Setting,
  { front, gate, reach }: Pick<FrontOptions, 'gate' | 'reach'> & { readonly front: Gateway },
): Promise<ForwardProxy> {
  const hosts = declaredHosts(scenario.points);
  if (hosts.size > 0 && system.proxy === undefined) throw notLed(system.name, [...hosts.keys()]);
  return openForwardProxy({
    ...reach,
    hosts,
    serve: front.serve,
    passesOthers: system.proxy === 'pass',
    refused: ({ host, ...of }) => void gate.foreign(host, of),
  });
}

function notLed(system: string, hosts: readonly string[]): HarnessError {
  return new HarnessError('not-supported', {
    expected: `a system that can be led to the points of ${hosts.join(', ')} by a proxy`,
    got: system,
    fix: "Give service({ … }) with `proxy: 'refuse'` or `'pass'`; an agent in this process reaches them in sim.",
  });
}
