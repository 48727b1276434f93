import type { Draw } from '../model/random.ts';
import type { ChainLink } from './sockets/chain.ts';
import type { Flow } from './sockets/flow.ts';
import type { ActiveToxic } from './standing.ts';
import type { Stream, Toxic } from './toxic.ts';
import type { ToxicKind } from './toxic-kind.ts';

/** Which toxics strike one connection: one roll for each, kept as long as the toxic is on. */
export interface Rolls {
  /** Rolls, the first time; then puts the toxic on or sets it anew, or takes it off. */
  readonly put: (standing: ActiveToxic) => void;
  readonly remove: (toxic: Toxic) => void;
  /** What becomes of the connection before anybody dials for it. */
  readonly opening: () => ToxicKind['opening'];
}

interface Roll {
  readonly share: number;
  readonly ordinal: number;
  readonly link: Omit<ChainLink, 'toxic' | 'kind'>;
  /** Undefined where it does not strike. */
  readonly kind?: ToxicKind;
}

/** A connection that met no toxics yet. `strike` hears once of each that did something to it. */
export function openRolls(
  flows: Readonly<Record<Stream, Flow>>,
  drawOf: (toxic: string) => Draw,
  strike: (toxic: string) => void,
): Rolls {
  const known = new Map<string, Roll>();

  const roll = ({ toxic: { name }, order, meet }: ActiveToxic): Roll => {
    const draw = drawOf(name);
    const link = { order, draw, memory: new Map<string, number>(), strike: once(name, strike) };
    return { share: draw(), ordinal: meet(), link };
  };
  return {
    put: (standing) => {
      const { toxic, kind } = standing;
      const { share, ordinal, link } = known.get(toxic.name) ?? roll(standing);
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
