import type { Incoming } from '../../model/call.ts';
import { isLink } from '../../model/fault/place.ts';
import type { Door } from '../../model/point.ts';
import type { Delivery } from '../../model/reply.ts';
import type { Reach, Scenario } from '../../model/scenario.ts';
import { onExit } from '../../wire/process/cleanup.ts';

/** The servers of those points of one run that are not spoken to by HTTP. */
export interface Doors {
  /** Where the agent connects; undefined where no such point has that name. */
  readonly address: (name: string) => string | undefined;
  readonly close: () => Promise<void>;
}

/** What they need of the run. */
export interface DoorsOptions {
  readonly cross: (point: string, incoming: Incoming, signal: AbortSignal) => Promise<Delivery>;
  /** How the system reaches them; at 127.0.0.1 where it needs no other way. */
  readonly reach: Reach | undefined;
}

/** Opens a server for every point that brings one; closed on every exit path. */
export async function openDoors(
  points: Scenario['points'],
  { cross, reach }: DoorsOptions,
): Promise<Doors> {
  const open = new Map<string, Door>();
  const close = async () => {
    await Promise.all([...open.values()].map((door) => door.close()));
    forget();
  };
  const forget = onExit(close);
  const host = reach?.host ?? '127.0.0.1';
  try {
    for (const [name, maker] of Object.entries(points)) {
      if (isLink(maker) || !maker.listen) continue;
      open.set(name, await maker.listen({ host, cross: (...call) => sent(cross(name, ...call)) }));
    }
  } catch (error) {
    await close();
    throw error;
  }
  const address = (name: string) => {
    const at = open.get(name)?.address;
    return at !== undefined && reach ? at.replace(reach.host, reach.name) : at;
  };
  return { address, close };
}

/** A server of a user's own does not tell when its bytes are sent: they count as sent at once. */
async function sent(crossing: Promise<Delivery>): Promise<Delivery> {
  const delivery = await crossing;
  if (delivery.kind !== 'reply') return delivery;
  delivery.sending?.end('sent');
  return { kind: 'reply', reply: delivery.reply };
}
