import { eventsOf, type Trace } from '../../../index.ts';

/** Who may do what at a moment of a trace. */
export type Held = (user: string, seq: number) => ReadonlySet<string>;

/**
 * The permissions by user: those that a run begins with, and the grants (`PUT`) and withdrawals
 * (`DELETE`) in the ledger of `point`.
 */
export function heldIn(
  trace: Trace,
  point: string,
  atFirst: Readonly<Record<string, { readonly may: readonly string[] }>>,
): Held {
  const paths = new Map(eventsOf(trace, 'call.start').map(({ call, input }) => [call, input]));
  const changes = eventsOf(trace, 'effect').filter((effect) => effect.point === point);
  return (user, seq) => {
    const held = new Set(atFirst[user]?.may);
    for (const change of changes.filter((effect) => effect.seq < seq)) {
      const [, , whose, permission = ''] = String(paths.get(change.call)).split('/');
      if (whose !== user) continue;
      if (change.does.startsWith('PUT')) held.add(permission);
      else held.delete(permission);
    }
    return held;
  };
}
