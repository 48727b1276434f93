import { HarnessError } from '../../model/error.ts';
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
import { askerOf, readRoute, type AskAt } from './ask-http.ts';
import { httpProbe, portProbe, untilReady } from './ready.ts';

/** How to ask an agent that runs already. */
export interface UrlOptions {
  /** `POST /chat`, as for `service`, or a function; `POST /` where left out. */
  readonly ask?: string | AskAt;
  /** The JSON to send in place of `{ id, input }`. */
  readonly body?: (ask: Ask) => unknown;
  /** How to read the answer in the text of the reply; its JSON, or the text, where left out. */
  readonly answer?: AnswerReader;
  /** `GET /health` must answer 2xx; where left out, it must accept connections. */
  readonly ready?: string;
  /** How long that may take; 15 s where left out. */
  readonly readyWithin?: Duration;
  /** The ports of 127.0.0.1 at which the agent looks for tools and models, by point. */
  readonly ports?: Readonly<Record<string, number>>;
}

/**
 * An agent that runs already, at an address. It cannot be given the points' addresses: set it to
 * them beforehand, on fixed `ports`. The harness neither crashes nor closes it.
 * @example url('http://127.0.0.1:8080', { ask: 'POST /chat', ports: { model: 4100, flights: 4101 } })
 */
export function url(address: string, options: UrlOptions = {}): System {
  demandOptions(options, {
    what: 'the options of url(…)',
    shape,
    alias: { readyMs: 'readyWithin' },
  });
  const { ask = 'POST /', ready } = options;
  if (!/^https?:\/\//.test(address) || !URL.canParse(address)) {
    throw new HarnessError('bad-argument', {
      expected: "an address such as 'http://127.0.0.1:8080'",
      got: `'${address}'`,
      fix: 'Give protocol, host and port.',
    });
  }
  const askAt = askerOf(ask, options);
  if (ready !== undefined) readRoute(ready, '`ready`');
  return {
    name: address,
    modes: ['wire'],
    ...(options.ports && { ports: options.ports }),
    start: () => start(address, askAt, options),
  };
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
  return { ask: (ask, signal) => askAt(address, ask, signal), close: async () => {} };
}
