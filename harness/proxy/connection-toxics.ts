import type { Draw } from '../model/random.ts';
import type { ChainLink } from './sockets/chain.ts';
import type { Flow } from './sockets/flow.ts';
import type { ActiveToxic } from './active-toxic.ts';
import type { Stream, Toxic } from './toxic.ts';
import type { ToxicKind } from './toxic-kind.ts';

/**
 * The toxics that strike one connection: one draw for each toxic, kept as long as the toxic is on.
 */
export interface ConnectionToxics {
  /** Draws whether the toxic strikes, the first time; then adds, changes or removes it. */
  readonly put: (active: ActiveToxic) => void;
  readonly remove: (toxic: Toxic) => void;
  /** What the toxics do to the connection before the upstream is dialled. */
  readonly opening: () => ToxicKind['opening'];
}

interface Roll {
  readonly share: number;
  readonly ordinal: number;
  readonly link: Omit<ChainLink, 'toxic' | 'kind'>;
  /** Undefined if the toxic does not strike this connection. */
  readonly kind?: ToxicKind;
}

/**
 * Makes the state of a connection without toxics. `strike` is called once for each toxic that acts.
 */
export function openConnectionToxics(
  flows: Readonly<Record<Stream, Flow>>,
  drawOf: (toxic: string) => Draw,
  strike: (toxic: string) => void,
): ConnectionToxics {
  const known = new Map<string, Roll>();

  const roll = ({ toxic: { name }, order, countConnection }: ActiveToxic): Roll => {
    const draw = drawOf(name);
    const link = { order, draw, memory: new Map<string, number>(), strike: once(name, strike) };
    return { share: draw(), ordinal: countConnection(), link };
  };
  return {
    put: (active) => {
      const { toxic, kind } = active;
      const { share, ordinal, link } = known.get(toxic.name) ?? roll(active);
      const { from = 1, to = Infinity, perRequest } = toxic.beyond ?? {};
      const isStruck =
        ordinal >= from && ordinal <= to && (perRequest === true || share < toxic.toxicity);
      known.set(toxic.name, { share, ordinal, link, ...(isStruck ? { kind } : {}) });
      for (const flow of flowsOf(toxic, flows)) {
        if (isStruck) flow.chain.put({ ...link, toxic, kind });
        else flow.chain.remove(toxic.name, { mayClose: false });
        flow.relax();
      }
    },
    remove: (toxic) => {
      known.delete(toxic.name);
      for (const flow of flowsOf(toxic, flows)) {
        flow.chain.remove(toxic.name, { mayClose: true });
        flow.relax();
      }
    },
    opening: () => {
      for (const { kind, link } of known.values()) {
        if (!kind?.opening) continue;
        link.strike();
        return kind.opening;
      }
      return undefined;
    },
  };
}

function flowsOf(toxic: Toxic, flows: Readonly<Record<Stream, Flow>>): readonly Flow[] {
  return toxic.beyond?.bothStreams ? [flows.upstream, flows.downstream] : [flows[toxic.stream]];
}

function once(name: string, strike: (toxic: string) => void): () => void {
  let isTold = false;
  return () => {
    if (isTold) return;
    isTold = true;
    strike(name);
  };
}
