import { isObject } from '../model/json/walk.ts';
import {
  amount,
  anything,
  duration,
  flag,
  listOf,
  oneOf,
  pattern,
  text,
  thing,
  either,
  whole,
} from '../model/options/kinds.ts';
import { hostsKind } from '../model/options/declared-hosts.ts';
import { badArgument, type HarnessError } from '../model/error.ts';
import { toMs, type Duration } from '../model/options/duration.ts';
import { demandOptions, type Demand } from '../model/options/strict.ts';
import { unlimited, type Limits } from './bucket.ts';
import type { Pace } from './dialects/dialect.ts';
import { dialects, type Spoken } from './dialects/index.ts';
import type { Rule, Script, When } from './script.ts';

/** Rate limits as providers state them: requests and tokens, by the minute. */
export interface ProviderLimits extends Omit<Limits, 'windowMs'> {
  /** The window of enforcement, a minute by default; `'1 s'` turns 60 a minute into 1 a second. */
  readonly window?: Duration;
}

/** The pace of turns. */
export interface ProviderPace {
  /** The time to the first piece. */
  readonly first: Duration;
  /** The time between pieces. */
  readonly gap: Duration;
}

/** The options of a simulated model provider. */
export interface ProviderOptions {
  /** What it says; with a cassette, what it says to requests that were not recorded. */
  readonly script?: Script;
  /** The file of a cassette, by its path: it says what a real provider said when it was recorded. */
  readonly cassette?: string | URL;
  /**
   * Its dialects of HTTP, by name or of your own; all by default, and each request has the one that
   * its path says. The address of the point is that of the first.
   */
  readonly dialect?: Spoken;
  /** The rate limits of each pair of key and model; none by default. */
  readonly limits?: ProviderLimits;
  /** The pace of turns, by the run's clock; all at once by default. */
  readonly pace?: ProviderPace;
  /** The most tokens of messages and tools in a request; unlimited by default. */
  readonly contextTokens?: number;
  /** The models it serves; any by default. */
  readonly models?: readonly string[];
  /**
   * The part of a request that a trace keeps: its last message and some counts, or its instructions,
   * messages and tools as they came, which `promptsOf` reads.
   */
  readonly keep?: 'tail' | 'all';
  /** Hosts that lead to it, for an agent that has no setting for its address: `api.openai.com`. */
  readonly hosts?: readonly string[];
}

/** Throws `bad-argument` for invalid options of a provider. */
export function checkOptions(options: ProviderOptions): void {
  demandOptions(options, optionsDemand);
  const { script, cassette, limits, pace } = options;
  if (script === undefined && cassette === undefined) throw saysNothing();
  if (cassette !== undefined) checkBeside(options);
  if (script !== undefined) checkScript(script);
  if (limits) demandOptions(limits, limitsDemand);
  if (pace) demandOptions(pace, paceDemand);
}

function saysNothing(): HarnessError {
  const script = 'a list of rules { when, reply }, or a function of the conversation';
  return badArgument(
    `the options of provider(…) to have \`script\` as ${script}, or \`cassette\` as the path of one`,
    'neither',
    'Add one.',
  );
}

/** A recorded provider allows what it allowed. */
function checkBeside(options: ProviderOptions): void {
  for (const name of ['limits', 'contextTokens', 'models'] as const) {
    if (options[name] === undefined) continue;
    const fix = 'Leave it out: faults such as rateLimit() make a recorded provider refuse.';
    throw badArgument(`provider({ cassette }) without \`${name}\``, 'both', fix);
  }
}

/** The limits, with times in ms; too high to be reached by default. */
export function limitsOf({ limits }: ProviderOptions): Limits {
  if (!limits) return unlimited;
  const { window, ...rest } = limits;
  return { ...rest, ...(window !== undefined && { windowMs: toMs(window) }) };
}

/** The pace in ms; 0 by default. */
export function paceOf({ pace = { first: 0, gap: 0 } }: ProviderOptions): Pace {
  return { firstMs: toMs(pace.first), gapMs: toMs(pace.gap) };
}

const parts = ['receive', 'say', 'list', 'refuse', 'overLimit', 'noSuchModel', 'tooLong'] as const;
const ownDialect = thing(`a dialect: an object of basePath, ${parts.join(', ')} and headers`, {
  basePath: 'string',
  headers: 'function',
  ...(Object.fromEntries(parts.map((part) => [part, 'function'])) as Record<string, 'function'>),
});

const oneDialect = either(oneOf(...Object.keys(dialects)), ownDialect);

const optionsDemand: Demand<ProviderOptions> = {
  what: 'the options of provider(…)',
  alias: {
    recording: 'cassette',
    fixtures: 'cassette',
    replies: 'script',
    rules: 'script',
    delay: 'pace',
  },
  shape: {
    script: {
      words: 'a list of rules { when, reply }, or a function of the conversation',
      fits: (value) => typeof value === 'function' || Array.isArray(value),
    },
    cassette: either(text, { words: 'a URL of a file', fits: (value) => value instanceof URL }),
    dialect: either(oneDialect, {
      words: 'a list of such dialects',
      fits: (value) => Array.isArray(value) && value.length > 0 && value.every(oneDialect.fits),
    }),
    limits: { words: 'an object such as { requestsPerMinute, tokensPerMinute }', fits: isObject },
    pace: { words: 'an object such as { first, gap }', fits: isObject },
    contextTokens: whole(1),
    models: listOf(text, 'a list of names of models'),
    keep: oneOf('tail', 'all'),
    hosts: hostsKind,
  },
};

const limitsDemand: Demand<ProviderLimits> = {
  what: '`limits` of provider(…)',
  needs: ['requestsPerMinute', 'tokensPerMinute'],
  alias: { windowMs: 'window' },
  shape: {
    requestsPerMinute: amount(0),
    tokensPerMinute: amount(0),
    inputTokensPerMinute: amount(0),
    outputTokensPerMinute: amount(0),
    window: duration,
    chargeRejected: flag,
  },
};

const paceDemand: Demand<ProviderPace> = {
  what: '`pace` of provider(…)',
  needs: ['first', 'gap'],
  alias: { firstMs: 'first', gapMs: 'gap' },
  shape: { first: duration, gap: duration },
};

const said = either(text, pattern);
const whenShape: Demand<When>['shape'] = {
  user: said,
  told: said,
  after: text,
  called: text,
  notCalled: text,
  offered: text,
};

/** A rule of which a part is misspelt would answer whatever it is asked. */
function checkScript(script: Script): void {
  if (typeof script === 'function') return;
  for (const [index, rule] of script.entries()) {
    const what = `rule ${index + 1} of the script of provider(…)`;
    const shape = {
      when: { words: 'an object of what must hold', fits: isObject },
      reply: anything,
    };
    demandOptions<Rule>(rule, { what, shape, needs: ['reply'] });
    if (rule.when)
      demandOptions<When>(rule.when, { what: `\`when\` of ${what}`, shape: whenShape });
  }
}
