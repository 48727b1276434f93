import type { Ticket } from './request.ts';
import type { Safeguards } from './safeguards.ts';
import type { Sorted, Upstream } from './upstream.ts';
import { unlessAborted } from './wait.ts';

/** Sorts one ticket, together with others; null where the model says nothing of it. */
export type Batcher = (ticket: Ticket, signal: AbortSignal) => Promise<Sorted | null>;

/** A ticket that waits for its entry. */
interface Waiting {
  readonly ticket: Ticket;
  readonly settle: (entry: Sorted | null) => void;
}

/** How long the first of a batch waits for more (ms), and how many make it full. */
const windowMs = 20;
const mostTickets = 8;
const batchMs = 1_500;
const attempts = 2;

/** One call for the tickets that come within a moment. */
export function batcher({ sort }: Pick<Upstream, 'sort'>, safeguards: Safeguards): Batcher {
  let gathered: Waiting[] = [];

  function flush(batch: readonly Waiting[]): void {
    if (batch !== gathered) return;
    gathered = [];
    void settle(batch);
  }

  async function settle(batch: readonly Waiting[]): Promise<void> {
    const signal = AbortSignal.timeout(batchMs);
    let missing = batch;
    for (let attempt = 1; attempt <= attempts && missing.length > 0; attempt += 1) {
      const asked = missing;
      const entries = await sort(
        asked.map(({ ticket }) => ticket),
        signal,
      ).catch(() => []);
      const entryOf = ({ ticket }: Waiting, place: number) =>
        safeguards.matchesEntries
          ? entries.find((entry) => entry?.ticket === ticket.ticket)
          : entries[place];
      missing = asked.filter((one, place) => {
        const entry = entryOf(one, place);
        if (entry) one.settle(entry);
        return !entry;
      });
    }
    for (const { settle: leave } of missing) leave(null);
  }

  return (ticket, signal) => {
    const { promise, resolve } = Promise.withResolvers<Sorted | null>();
    const batch = gathered;
    batch.push({ ticket, settle: resolve });
    if (batch.length === 1) setTimeout(flush, windowMs, batch);
    if (batch.length === mostTickets) flush(batch);
    return unlessAborted(promise, signal);
  };
}
