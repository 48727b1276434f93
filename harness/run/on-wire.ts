import { wallClock } from '../model/clock.ts';
import type { Gate } from '../points/gate.ts';
import { addedLatency } from '../points/latency.ts';
import { openGateway } from '../wire/gateway.ts';
import { openOutside, type Outside } from '../wire/outside.ts';
import { endWhenBlocked } from './blocked.ts';
import { lateness } from './lateness.ts';
import { openLinks, type Links } from './links.ts';
import { perform } from './perform.ts';
import { scratch, withScratch } from './scratch.ts';
import { openScope } from './stage.ts';
import { castOf, noLink, openPoints, pointAt, type Played, type Setting } from './setting.ts';

/** Plays over real sockets, in real time. */
export async function onWire(setting: Setting): Promise<Played> {
  const folder = scratch();
  const clock = wallClock();
  const watch = lateness();
  const yielded = endWhenBlocked(setting.scenario.deadlineMs + 5_000);
  const points = openPoints(setting.scenario);
  const errors: string[] = [];
  const late: { gate?: Gate } = {};
  const reach = await setting.system.reach?.();
  const gateway = await openGateway({
    ...reach,
    ports: setting.system.ports ?? {},
    points: Object.entries(points).map(([name, { basePath }]) => ({ name, basePath })),
    cross: (...call) => {
      if (!late.gate) throw new Error('a call before the run opened');
      return late.gate.cross(...call);
    },
    onError: (error) => errors.push(error instanceof Error ? error.message : String(error)),
  });
  let links: Links | undefined;
  let outside: Outside | undefined;
  try {
    outside = await openOutside({ ...reach, refused: (host) => void late.gate?.foreign(host) });
    const cast = castOf(setting, points, clock, {
      at: withScratch(
        {
          url: (name) => {
            pointAt(points, name);
            return gateway.url(name);
          },
          address: (name) => links?.address(name) ?? noLink(name),
          proxy: outside.url,
          redact: setting.redactor.text,
        },
        folder,
      ),
      clock,
      vigil: clock.sleep,
      scope: openScope,
      latency: addedLatency,
      lateMs: watch.soFarMs,
      settleMs: 5_000,
    });
    late.gate = cast.gate;
    const { seed, scenario } = setting;
    links = await openLinks(scenario.points, { seed, clock, connected: cast.gate.connect, reach });
    const output = await perform({ ...cast, places: links.places });
    for (const message of errors) cast.recorder.record({ kind: 'harness.error', message });
    return { recorder: cast.recorder, output };
  } finally {
    watch.close();
    yielded();
    await links?.close();
    await outside?.close();
    await gateway.close();
    folder.remove();
  }
}
