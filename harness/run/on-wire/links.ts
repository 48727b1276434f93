import { HarnessError } from '../../model/error.ts';
import type { Clock } from '../../model/clock.ts';
import { isLink, type Connected, type Link } from '../../model/fault/place.ts';
import type { Reach, Scenario } from '../../model/scenario.ts';
import { onExit } from '../../wire/process/cleanup.ts';

/** The links of one run, open. */
export interface RunLinks {
  readonly places: Readonly<Record<string, Link>>;
  /** Where the agent connects; throws `unknown-point` where no link has that name. */
  readonly address: (name: string) => string;
  readonly close: () => Promise<void>;
}

/** What the links of a run need of it. */
export interface LinksOptions {
  readonly seed: number;
  readonly clock: Clock;
  readonly connected: (link: string) => Connected;
  /** How the system reaches them; at 127.0.0.1 where it needs no other way. */
  readonly reach: Reach | undefined;
}

/** Opens every link of a scenario; closed on every exit path, for a real Toxiproxy outlives us. */
export async function openLinks(
  points: Scenario['points'],
  { seed, clock, connected, reach }: LinksOptions,
): Promise<RunLinks> {
  const places: Record<string, Link> = {};
  const close = async () => {
    await Promise.all(Object.values(places).map((link) => link.close()));
    forget();
  };
  const forget = onExit(close);
  try {
    for (const [name, maker] of Object.entries(points)) {
      if (!isLink(maker)) continue;
      const at = { name, seed, clock, connected: () => connected(name) };
      const host = reach?.host ?? '127.0.0.1';
      places[name] = await maker.open({ ...at, host });
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { places, address: (name) => seenFrom(reach, addressOf(places, name)), close };
}

function seenFrom(reach: Reach | undefined, address: string): string {
  const port = address.slice(address.lastIndexOf(':'));
  return reach && address === reach.host + port ? reach.name + port : address;
}

function addressOf(places: Readonly<Record<string, Link>>, name: string): string {
  const link = Object.hasOwn(places, name) ? places[name] : undefined;
  if (link) return link.address;
  throw new HarnessError('unknown-point', {
    expected: `a link of the scenario (${Object.keys(places).join(', ') || 'it has none'})`,
    got: JSON.stringify(name),
    fix: 'Add link(...) to `points`; ask `at.url` for the address of a tool or a model.',
  });
}
