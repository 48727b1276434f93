import { InvalidArgumentError } from '@commander-js/extra-typings';
import { badArgument } from '../../harness/model/error.ts';
import type { UpstreamFlags } from './upstreams.ts';

/** Ways to answer what a cassette does not have. */
export const missWays = ['error', 'pass', 'script'] as const;

type MissWay = (typeof missWays)[number];

/** The flags that say what a provider says. */
export interface PointFlags extends UpstreamFlags {
  readonly script?: string;
  readonly say?: string;
  readonly record?: string;
  readonly replay?: string;
  readonly onMiss?: MissWay;
  readonly models?: readonly string[];
  readonly requestsPerMinute?: number;
  readonly tokensPerMinute?: number;
  readonly contextTokens?: number;
  readonly firstToken?: number;
  readonly gap?: number;
}

/** Throws `bad-argument` for flags that do not go together: one of them would be idle. */
export function checkPointFlags(flags: PointFlags): void {
  const { upstream, replay, record, onMiss } = flags;
  const has = (name: keyof PointFlags) => flags[name] !== undefined;
  const idle = (name: keyof PointFlags, without: string) =>
    badArgument(without, `${flagOf(name)} alone`, `Add it, or leave ${flagOf(name)} out.`);
  if (has('record') && upstream === undefined) throw idle('record', '--upstream, to record it');
  if (has('onMiss') && replay === undefined) throw idle('onMiss', '--replay, which may miss');
  if (onMiss === 'pass' && upstream === undefined) {
    throw idle('onMiss', '--upstream, to pass a miss on to');
  }
  if (replay !== undefined && upstream !== undefined && onMiss !== 'pass') {
    const fix = 'Add --on-miss pass, or leave one of them out.';
    throw badArgument('--on-miss pass', '--replay and --upstream', fix);
  }
  if (replay !== undefined && record !== undefined && onMiss !== 'pass') {
    throw badArgument('--on-miss pass', '--replay and --record', 'Misses are all that is new.');
  }
  const isScripted = upstream === undefined && replay === undefined;
  if (isScripted) return;
  const other = replay === undefined ? 'upstream' : 'replay';
  const banned = [...limited, ...(onMiss === 'script' ? [] : said), ...(replay ? [] : paced)];
  const beside = banned.find(has);
  if (beside !== undefined) throw idleBeside(beside, other);
}

/** A way to answer a miss; what is none is bad usage. */
export function missWay(text: string): MissWay {
  const way = missWays.find((one) => one === text);
  if (way === undefined) throw new InvalidArgumentError(`expected one of ${missWays.join(', ')}.`);
  return way;
}

const limited = ['models', 'requestsPerMinute', 'tokensPerMinute', 'contextTokens'] as const;
const said = ['script', 'say'] as const;
const paced = ['firstToken', 'gap'] as const;

function idleBeside(name: keyof PointFlags, other: keyof PointFlags): Error {
  return badArgument(
    `a script and its limits, or ${flagOf(other)}`,
    `${flagOf(name)} and ${flagOf(other)}`,
    `Leave one of them out: what is said, and allowed, comes from ${flagOf(other)}.`,
  );
}

function flagOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
