import { draws } from '../../model/random.ts';
import { manualClock, type ManualClock } from '../lines/manual-clock-fixture.ts';
import { openChain, type Chain, type ChainLink } from './chain.ts';
import { initialAttributes } from '../check-toxic.ts';
import type { Attributes, Beyond, Stream } from '../toxic.ts';
import type { ToxicKind } from '../toxic-kind.ts';

/** A chain under test, whose sink logs what arrives and when. */
export interface ChainRig {
  readonly clock: ManualClock;
  readonly chain: Chain;
  readonly put: (kind: ToxicKind, attributes?: Attributes, more?: More) => void;
  readonly remove: (name: string) => void;
  /** Sends text, or that many bytes, in chunks of at most 32 KiB. */
  readonly send: (what: string | number) => void;
  readonly end: () => void;
  /** `203 abc` for each write, with the size in place of long ones; `300 end` … */
  readonly log: readonly string[];
  /** All text that arrived. */
  readonly text: () => string;
  /** The names of toxics, one for each reported strike. */
  readonly struck: readonly string[];
}

interface More {
  readonly name?: string;
  readonly toxicity?: number;
  readonly beyond?: Beyond;
}

interface RigOptions {
  readonly seed?: number;
  readonly stream?: Stream;
  /** How late timers fire (ms). */
  readonly lateMs?: number;
}

/** Makes a chain without toxics on a clock that stands at 0. */
export function rig({ seed = 1, stream = 'downstream', lateMs = 0 }: RigOptions = {}): ChainRig {
  const clock = manualClock(lateMs);
  const log: string[] = [];
  const struck: string[] = [];
  const known = new Map<string, Pick<ChainLink, 'order' | 'memory' | 'draw'>>();
  let text = '';
  let order = 0;
  const note = (what: string) =>
    void log.push(`${Math.round(clock.nowMs() * 1000) / 1000} ${what}`);
  const chain = openChain(clock, stream, {
    write: (data) => {
      const written = Buffer.from(data).toString();
      text += written;
      note(written.length > 20 ? String(written.length) : written);
    },
    end: () => note('end'),
    close: () => note('close'),
    reset: () => note('reset'),
    reply: (data) => note(`reply ${Buffer.from(data).toString()}`),
  });
  const link = (kind: ToxicKind, attributes: Attributes, more: More): ChainLink => {
    const { name = kind.type, toxicity = 1, beyond = {} } = more;
    const kept = known.get(name) ?? { order: ++order, memory: new Map(), draw: draws(seed, name) };
    known.set(name, kept);
    const all = { ...initialAttributes(kind), ...attributes };
    return {
      kind,
      toxic: { name, type: kind.type, stream, toxicity, attributes: all, beyond },
      ...kept,
      strike: () => void struck.push(name),
    };
  };
  return {
    clock,
    chain,
    put: (kind, attributes = {}, more = {}) => chain.put(link(kind, attributes, more)),
    remove: (name) => {
      known.delete(name);
      chain.remove(name, { mayClose: true });
    },
    send: (what) => {
      const data = Buffer.from(typeof what === 'string' ? what : 'x'.repeat(what));
      for (let at = 0; at < data.length; at += 32_768) {
        chain.take({ data: data.subarray(at, at + 32_768), readMs: clock.nowMs() });
      }
    },
    end: () => chain.take('end'),
    log,
    text: () => text,
    struck,
  };
}
