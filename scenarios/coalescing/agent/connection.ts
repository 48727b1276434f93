/** The connection took nothing in time, or is gone. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

/** A caller's connection, to which words are pushed as they come. Each push throws `ConnectionLost`. */
export interface Connection {
  readonly push: (text: string) => Promise<void>;
  /** Says that no more comes, and whether that was all. */
  readonly end: (how: 'whole' | 'cut') => Promise<void>;
}

/** A push that takes longer has failed (ms): who is so slow is left behind. */
const pushMs = 250;
const attempts = 2;

/** The connection with that name at `url`. Frames have an offset, so that one sent twice does no harm. */
export function connection(url: string, name: string, signal: AbortSignal): Connection {
  let offset = 0;

  async function send(frame: object): Promise<void> {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(pushMs)]);
      const sent = await fetch(`${url}/connections/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ offset, ...frame }),
        signal: limit,
      }).catch(() => null);
      signal.throwIfAborted();
      if (sent?.ok) return;
      if (limit.aborted || sent?.status === 410) break;
    }
    throw new ConnectionLost(`connection ${name} takes no more`);
  }

  return {
    push: async (text) => {
      await send({ text });
      offset += text.length;
    },
    end: (how) => send({ end: how }),
  };
}
