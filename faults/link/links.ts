import { z } from 'zod';
import type { Harm } from '../../harness/model/fault/fault.ts';
import { defineFault, type FaultFactory, type NoParams } from '../../harness/plans/define.ts';
import { directionOr, streamsOf, type Direction } from '../shared/streams.ts';

/** The parameter of every link fault: its direction. */
interface Stream {
  readonly stream: Direction;
}

/** The parameters of `bandwidth`. */
export interface BandwidthParams extends Stream {
  readonly kbPerSecond: number;
}

/** The parameters of `black-hole`. */
export type BlackHoleParams = Stream;

/** The parameters of `latency`. */
export interface LatencyParams extends Stream {
  readonly ms: number;
  readonly jitterMs: number;
}

/** The parameters of `limit-data`. */
export interface LimitDataParams extends Stream {
  readonly bytes: number;
}

/** The parameters of `reset-peer`. */
export interface ResetPeerParams extends Stream {
  readonly ms: number;
}

/** The parameters of `slow-close`. */
export interface SlowCloseParams extends Stream {
  readonly ms: number;
}

/** The parameters of `timeout`. */
export interface TimeoutParams extends Stream {
  readonly ms: number;
}

/**
 * The link carries 10 KB a second, by default, on its way back.
 * @example bandwidth({ kbPerSecond: 50 }).at('db')
 */
export const bandwidth: FaultFactory<BandwidthParams> = linkFault({
  name: 'bandwidth',
  about: 'The link carries only so much a second.',
  harm: 'late',
  params: {
    kbPerSecond: whole(0, 10_000_000, 10).meta({
      unit: 'KB/s',
      description: 'what it carries, 1 KB = 1000 bytes; 0 carries nothing',
    }),
  },
  toxic: 'bandwidth',
  attributes: ({ kbPerSecond }) => ({ rate: kbPerSecond }),
});

/**
 * Connections open and stay open, but no data comes through, by default in either direction.
 * @example blackHole().at('db', { ms: [0, 5_000] })
 */
export const blackHole: FaultFactory<BlackHoleParams> = linkFault({
  name: 'black-hole',
  about: 'The link swallows everything and stays open.',
  harm: 'lost',
  direction: 'both',
  params: {},
  toxic: 'timeout',
  attributes: () => ({ timeout: 0 }),
});

/**
 * Data on the link arrives later, by default 1 s on its way back; bandwidth stays what it is.
 * @example latency({ ms: 300, jitterMs: 100 }).at('db')
 */
export const latency: FaultFactory<LatencyParams> = linkFault({
  name: 'latency',
  about: 'Every piece of data on the link arrives late.',
  harm: 'late',
  params: {
    ms: durationMs(0, 1000, 'added to each piece'),
    jitterMs: durationMs(0, 0, 'give or take as much, drawn for each piece'),
  },
  toxic: 'latency',
  attributes: ({ ms, jitterMs }) => ({ latency: ms, jitter: jitterMs }),
});

/**
 * Each connection ends after 1 KiB, by default, in the middle of whatever it carried.
 * @example limitData({ bytes: 100 }).at('db')
 */
export const limitData: FaultFactory<LimitDataParams> = linkFault({
  name: 'limit-data',
  about: 'Connections end after so many bytes.',
  harm: 'lost',
  params: {
    bytes: whole(0, 1_000_000_000, 1024).meta({ unit: 'bytes', description: 'what gets through' }),
  },
  toxic: 'limit_data',
  attributes: ({ bytes }) => ({ bytes }),
});

/**
 * Connections are reset (RST) at the first data, by default of the reply: the request was carried out.
 * @example resetPeer().at('db')
 */
export const resetPeer: FaultFactory<ResetPeerParams> = linkFault({
  name: 'reset-peer',
  about: 'Connections are torn down as soon as data is on its way.',
  harm: 'lost',
  params: { ms: durationMs(0, 0, 'from the first data to the reset') },
  toxic: 'reset_peer',
  attributes: ({ ms }) => ({ timeout: ms }),
});

/**
 * The close of a connection is passed on late, by default after 1 s.
 * @example slowClose({ ms: 2_000 }).at('db')
 */
export const slowClose: FaultFactory<SlowCloseParams> = linkFault({
  name: 'slow-close',
  about: 'The end of a connection is passed on late.',
  harm: 'late',
  params: { ms: durationMs(0, 1000, 'how late') },
  toxic: 'slow_close',
  attributes: ({ ms }) => ({ delay: ms }),
});

/**
 * No data comes through; after 1 s of that, by default, the connection ends.
 * @example timeout({ ms: 2_000 }).at('db')
 */
export const timeout: FaultFactory<TimeoutParams> = linkFault({
  name: 'timeout',
  about: 'The link goes silent, and after a while it closes.',
  harm: 'lost',
  params: { ms: durationMs(1, 1000, 'silence before it closes') },
  toxic: 'timeout',
  attributes: ({ ms }) => ({ timeout: ms }),
});

/**
 * The dependency is gone: open connections are reset, and so is each new one, at once.
 * @example linkDown().at('db', { ms: [0, 2_000] })
 */
export const linkDown: FaultFactory<NoParams> = defineFault({
  name: 'link-down',
  layer: 'link',
  about: 'The dependency is gone: open connections break, new ones are refused.',
  params: z.strictObject({}),
  needs: ['bytes'],
  harm: 'refused',
  condition: () => ({
    on: 'link',
    toxic: 'down',
    streams: ['upstream'],
    toxicity: 1,
    attributes: {},
  }),
});

/** A fault that puts one toxic on a link. */
interface LinkFault<P extends Stream> {
  readonly name: string;
  readonly about: string;
  readonly harm: Harm;
  /** The default direction; `downstream` where left out. */
  readonly direction?: Direction;
  /** Its own parameters; `stream` is added. */
  readonly params: { readonly [K in Exclude<keyof P, 'stream'>]: z.ZodType<P[K]> };
  readonly toxic: string;
  readonly attributes: (params: P) => Readonly<Record<string, number>>;
}

function linkFault<P extends Stream>(definition: LinkFault<P>): FaultFactory<P> {
  const { name, about, harm, direction = 'downstream', params, toxic, attributes } = definition;
  return defineFault<P>({
    name,
    layer: 'link',
    about,
    params: z.strictObject({
      ...params,
      stream: directionOr(direction),
    }) as unknown as z.ZodType<P>,
    needs: ['bytes'],
    harm,
    condition: (given) => ({
      on: 'link',
      toxic,
      streams: streamsOf(given.stream),
      toxicity: 1,
      attributes: attributes(given),
    }),
  });
}

function whole(min: number, max: number, usual: number): z.ZodDefault<z.ZodInt> {
  return z.int().min(min).max(max).default(usual);
}

function durationMs(min: number, usual: number, description: string): z.ZodDefault<z.ZodInt> {
  return whole(min, 600_000, usual).meta({ unit: 'ms', description });
}
