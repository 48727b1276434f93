import { HarnessError } from '../../model/error.ts';
import { toMs, type Duration } from '../../model/options/duration.ts';
import { didYouMean } from '../../model/options/nearest.ts';
import { roles, type Role } from '../../model/phase.ts';
import type { Outcome } from '../../model/trace/outcome.ts';
import { isShareName, shareNames } from '../../model/load/share-names.ts';
import { streamTimes, type StreamTime } from '../counts/sample-count.ts';
import { spendings, type SpendingName } from './spending-gate.ts';

/** What a bound is about. */
export type Metric =
  | { readonly kind: 'goodput' }
  | { readonly kind: 'share'; readonly of: Outcome | 'dropped' }
  | { readonly kind: 'quantile'; readonly q: number }
  /** A check that is judged task by task, by its name. */
  | { readonly kind: 'check'; readonly of: string }
  /** A quantile of a time of models' streams. */
  | { readonly kind: 'stream'; readonly of: StreamTime; readonly q: number }
  /** What is spent for each right task. */
  | { readonly kind: 'spent'; readonly of: SpendingName }
  | { readonly kind: 'recovery' }
  | { readonly kind: 'amplification' };

/** One bound: `p99 <= 2 s`. */
export interface Clause {
  readonly name: string;
  /** As it was asked for. */
  readonly text: string;
  readonly metric: Metric;
  /** The role of the phases it is about; null where it is about each. */
  readonly role: Role | null;
  /** A share in [0, 1], ms, or a factor. */
  readonly limit: number;
  /** Of a latency only: the limit (ms). */
  readonly boundMs?: number;
}

const quantiles: Readonly<Record<string, number>> = {
  p50: 0.5,
  p90: 0.9,
  p95: 0.95,
  p99: 0.99,
  p999: 0.999,
};

/** The names of all metrics that a bound may be about. */
export const metricNames: readonly string[] = [
  'goodput',
  ...Object.keys(shareNames),
  ...Object.keys(quantiles),
  ...streamTimes,
  ...spendings,
  'recovery',
  'amplification',
];

/** The bounds of a record such as `{ goodput: '>= 99 %', 'after.p99': '<= 2 s' }`. */
export function clauses(slo: Readonly<Record<string, string>>): readonly Clause[] {
  return Object.entries(slo).map(([key, bound]) => clause(key, bound));
}

/** The key and the bound of a text such as `p99<=2s`, as on a command line. */
export function keyAndBound(text: string): readonly [key: string, bound: string] {
  const [, key, bound] =
    /^\s*((?:\w+\.)?check [^<>=]*[^<>=\s]|[\w.-]+)\s*((?:<=|>=|<|>|=).*)$/.exec(text) ?? [];
  if (key === undefined || bound === undefined) {
    throw bad('an SLO such as "goodput>=99%" or "p99<=2s"', JSON.stringify(text), '');
  }
  return [key, bound];
}

function clause(key: string, bound: string): Clause {
  // Names of checks may have dots.
  const head = /^(?:ttft|gap|tpot)\./.test(key) ? '' : (key.split('check ')[0] ?? '');
  const dot = head.indexOf('.');
  const name = key.slice(dot + 1);
  const role = dot < 0 ? null : roleOf(key.slice(0, dot), key);
  const metric = metricOf(name, key);
  const [, op = '', amount = ''] = /^\s*(<=|>=|<|>|=)?\s*(.*?)\s*$/.exec(bound) ?? [];
  const wanted = metric.kind === 'goodput' ? '>=' : '<=';
  const text = `${key} ${wanted} ${amount.replace(/ ?%$/, ' %')}`;
  if (op !== wanted) {
    throw bad(
      `a bound on ${key} with ${wanted}`,
      JSON.stringify(bound),
      `Write ${key}: '${wanted} ${exampleOf(metric)}'.`,
    );
  }
  const limit = limitOf(metric, amount, key);
  return { name, text, metric, role, limit, ...(metric.kind === 'quantile' && { boundMs: limit }) };
}

function roleOf(text: string, key: string): Role {
  const role = roles.find((one) => one === text);
  if (role) return role;
  throw bad(
    `a role of a phase before the dot (${roles.join(', ')})`,
    JSON.stringify(key),
    didYouMean(text, roles),
  );
}

function metricOf(name: string, key: string): Metric {
  if (name.startsWith('check ')) return { kind: 'check', of: name.slice('check '.length) };
  const share = isShareName(name) ? shareNames[name] : undefined;
  if (share) return { kind: 'share', of: share };
  const q = Object.hasOwn(quantiles, name) ? quantiles[name] : undefined;
  if (q !== undefined) return { kind: 'quantile', q };
  const spent = spendings.find((one) => one === name);
  if (spent) return { kind: 'spent', of: spent };
  const [time, at = 'p99'] = name.split('.');
  const stream = streamTimes.find((one) => one === time);
  const atQ = Object.hasOwn(quantiles, at) ? quantiles[at] : undefined;
  if (stream && atQ !== undefined) return { kind: 'stream', of: stream, q: atQ };
  if (name === 'goodput' || name === 'recovery' || name === 'amplification') return { kind: name };
  throw bad(
    `an SLO on one of ${metricNames.join(', ')}, or on check NAME`,
    JSON.stringify(key),
    didYouMean(name, metricNames),
  );
}

function limitOf({ kind }: Metric, amount: string, key: string): number {
  if (isTime(kind)) {
    try {
      return toMs(amount as Duration);
    } catch {
      throw bad(
        `a length of time for ${key}`,
        JSON.stringify(amount),
        'Write 500 ms, 2 s or 1 min.',
      );
    }
  }
  const [, digits, percent] = /^(\d+(?:\.\d+)?) ?(%?)$/.exec(amount) ?? [];
  const value = Number(digits ?? Number.NaN) / (percent ? 100 : 1);
  const isShare = kind !== 'amplification' && kind !== 'spent';
  if (Number.isNaN(value) || (isShare && value > 1) || (!isShare && percent)) {
    const what = isShare
      ? 'a share from 0 % to 100 %'
      : kind === 'spent'
        ? 'a number such as 2000'
        : 'a factor such as 1.2';
    throw bad(`${what} for ${key}`, JSON.stringify(amount), '');
  }
  return value;
}

function exampleOf({ kind }: Pick<Metric, 'kind'>): string {
  if (isTime(kind)) return '2 s';
  if (kind === 'spent') return '2000';
  return kind === 'amplification' ? '1.2' : kind === 'goodput' ? '99 %' : '0.1 %';
}

function isTime(kind: Metric['kind']): boolean {
  return kind === 'quantile' || kind === 'stream' || kind === 'recovery';
}

function bad(expected: string, got: string, hint: string): HarnessError {
  return new HarnessError('bad-argument', {
    expected,
    got,
    fix: hint === '' ? 'Correct it.' : hint.trim(),
  });
}
