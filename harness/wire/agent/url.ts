import { badArgument, HarnessError } from '../../model/error.ts';
import {
  anything,
  durationTo,
  either,
  func,
  recordOf,
  text,
  whole,
} from '../../model/options/kinds.ts';
import { toMs, type Duration } from '../../model/options/duration.ts';
import { demandOptions, type Demand } from '../../model/options/strict.ts';
import type { Ask, RunningSystem, System } from '../../model/scenario.ts';
import type { AnswerReader } from './answer.ts';
import { askedBy } from '../ask/asked-by.ts';
import { askerOf } from '../ask/index.ts';
import { readRoute } from '../ask/route.ts';
import type { AskAt } from '../ask/way.ts';
import { httpProbe, portProbe, untilReady } from './ready.ts';

/** How to ask an agent that already runs. */
export interface UrlOptions {
  /**
   * As for `service`: `POST /chat`, `a2a /path`, `ag-ui /path` or a function; `POST /` by default. At
   * `redis://host:6379` `list name` or `stream name`.
   */
  readonly ask?: string | AskAt;
  /** As for `service`. */
  readonly body?: (ask: Ask) => unknown;
  /** How to read the answer from the text of the reply; by default its JSON, or the text. */
  readonly answer?: AnswerReader;
  /**
   * A route such as `GET /health` that must reply 2xx; by default the agent must accept
   * connections.
   */
  readonly ready?: string;
  /** The most time to get ready; 15 s by default. */
  readonly readyWithin?: Duration;
  /** The ports of 127.0.0.1 at which the agent expects its tools and models, by point. */
  readonly ports?: Readonly<Record<string, number>>;
}

/**
 * An agent that already runs. It cannot be given the addresses of points: configure it beforehand
 * with fixed `ports`. The harness neither crashes nor stops it. Workers on a queue are at the address
 * of its Redis.
 * @example url('http://127.0.0.1:8080', { ask: 'POST /chat', ports: { model: 4100, flights: 4101 } })
 */
export function url(address: string, options: UrlOptions = {}): System {
  demandOptions(options, {
    what: 'the options of url(…)',
    shape,
    alias: { readyMs: 'readyWithin' },
  });
  const { ready } = options;
  if (!/^(https?|rediss?):\/\//.test(address) || !URL.canParse(address)) {
    throw badArgument(
      "an address such as 'http://127.0.0.1:8080'",
      `'${address}'`,
      'Give protocol, host and port.',
    );
  }
  const ask = askOf(address, options);
  askerOf(ask, options);
  if (ready !== undefined) readRoute(ready, '`ready`');
  return {
    name: withoutUser(address),
    modes: ['wire'],
    address,
    ...(options.ports && { ports: options.ports }),
    start: () => start(address, askerOf(ask, options), options),
  };
}

/** A queue is asked at the address, of which `ask` has the rest. */
function askOf(address: string, { ask = 'POST /' }: UrlOptions): string | AskAt {
  return address.startsWith('redis') && typeof ask === 'string' ? `${ask} ${address}` : ask;
}

/** The address without a name and a password that it may hold. */
function withoutUser(address: string): string {
  return address.replace(/\/\/[^@/]*@/, '//');
}

const shape: Demand<UrlOptions>['shape'] = {
  ask: either(text, func()),
  body: func('a function of what is asked'),
  answer: anything,
  ready: text,
  readyWithin: durationTo('10 min'),
  ports: recordOf(whole(1, 65_535), 'an object of ports by point: { flights: 4101 }'),
};

async function start(
  address: string,
  askAt: AskAt,
  { ready, readyWithin = '15 s' }: UrlOptions,
): Promise<RunningSystem> {
  const readyMs = toMs(readyWithin);
  const probe = ready === undefined ? portProbe(address) : httpProbe(address, ready);
  const problem = await untilReady(probe, AbortSignal.timeout(readyMs));
  if (problem !== null) {
    throw new HarnessError('system-not-ready', {
      expected: `${address} to ${ready ? `answer ${ready} with 2xx` : 'accept connections'}`,
      got: `${problem} for ${readyMs} ms`,
      fix: 'Start the agent first, correct the address, or give it more time with `readyWithin`.',
    });
  }
  return {
    ...askedBy(askAt, (asks) => (ask, signal) => asks(address, ask, signal)),
    close: askAt.close ?? (async () => {}),
  };
}
