import type { Clock } from '../../model/clock.ts';
import { HarnessError } from '../../model/error.ts';
import { isLink, type Link } from '../../model/fault/place.ts';
import { isFolder, type Door, type DoorSurroundings } from '../../model/point.ts';
import type { Delivery } from '../../model/reply.ts';
import type { Reach, Scenario } from '../../model/scenario.ts';
import type { Gate } from '../../points/gate.ts';
import { onExit } from '../../wire/process/cleanup.ts';

/** The servers of one run that are not spoken to by HTTP: its links, and points that listen. */
export interface Listeners {
  readonly links: Readonly<Record<string, Link>>;
  /** Where the agent connects; throws `unknown-point` where no such server has that name. */
  readonly address: (name: string) => string;
  readonly close: () => Promise<void>;
}

/** What the listeners need of their run. */
export interface ListenersOptions {
  readonly seed: number;
  readonly clock: Clock;
  readonly gate: Pick<Gate, 'connect' | 'cross'>;
  /** How the system reaches them; at 127.0.0.1 where it needs no other way. */
  readonly reach: Reach | undefined;
}

/** Opens them all; closed on every exit path, for a real Toxiproxy outlives us. */
export async function openListeners(
  points: Scenario['points'],
  { seed, clock, gate, reach }: ListenersOptions,
): Promise<Listeners> {
  const links: Record<string, Link> = {};
  const open = new Map<string, Door>();
  const close = async () => {
    await Promise.all([...open.values()].map((one) => one.close()));
    forget();
  };
  const forget = onExit(close);
  const host = reach?.host ?? '127.0.0.1';
  try {
    for (const [name, maker] of Object.entries(points)) {
      if (isLink(maker)) {
        const connected = () => gate.connect(name);
        links[name] = await maker.open({ name, host, seed, clock, connected });
        open.set(name, links[name]);
      } else if (!isFolder(maker) && maker.listen) {
        const cross: DoorSurroundings['cross'] = (...call) => gate.cross(name, ...call).then(sent);
        open.set(name, await maker.listen({ host, cross }));
      }
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { links, address: (name) => seenFrom(reach, addressOf(open, name)), close };
}

/** A server of a user's own does not tell when its bytes are sent: they count as sent at once. */
function sent(delivery: Delivery): Delivery {
  if (delivery.kind !== 'reply') return delivery;
  delivery.sending?.end('sent');
  return { kind: 'reply', reply: delivery.reply };
}

function seenFrom(reach: Reach | undefined, address: string): string {
  const port = address.slice(address.lastIndexOf(':'));
  return reach && address === reach.host + port ? reach.name + port : address;
}

function addressOf(open: ReadonlyMap<string, Door>, name: string): string {
  const address = open.get(name)?.address;
  if (address !== undefined) return address;
  throw new HarnessError('unknown-point', {
    expected: `a point of the scenario with an address of its own (${[...open.keys()].join(', ') || 'it has none'})`,
    got: JSON.stringify(name),
    fix: 'Add link(...) to `points`; ask `at.url` for the address of a tool or a model.',
  });
}
