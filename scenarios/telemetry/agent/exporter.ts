import type { Safeguards } from './safeguards.ts';
import { timing } from './timing.ts';

/** Tells the sink of a request that was served. */
export type Exporter = (served: {
  readonly node: number;
  readonly tookMs: number;
}) => Promise<void>;

/** At most so many are on their way; others are dropped. */
const mostOnTheirWay = 4;

/** Sends to the sink at `url`: beside the request, or as a part of it. */
export function exporter(url: string, { exportsApart }: Safeguards): Exporter {
  let onTheirWay = 0;
  const send = async (served: object, signal?: AbortSignal) => {
    const reply = await fetch(`${url}/spans`, {
      method: 'POST',
      body: JSON.stringify(served),
      ...(signal && { signal }),
    });
    if (!reply.ok) throw new Error(`the sink answered ${reply.status}`);
  };
  return async (served) => {
    if (!exportsApart) return send(served);
    if (onTheirWay >= mostOnTheirWay) return;
    onTheirWay += 1;
    void send(served, AbortSignal.timeout(timing.sink))
      .catch(() => undefined)
      .finally(() => (onTheirWay -= 1));
  };
}
