import type { Estimate } from '../../harness/stats/wilson.ts';
import { counted } from '../words/wording.ts';
import type { Amplification, Measured, Reliability, Selective } from './reliability.ts';
import { leastRuns } from './estimates.ts';

/** A row of the table of reliability. */
export interface ReliabilityRow {
  readonly name: string;
  readonly text: string;
  /** The share to draw with its interval; null where the row is no share or has no estimate. */
  readonly share: Estimate | null;
}

/** The rows of a reliability; one row where there are too few runs. */
export function reliabilityRows(reliability: Reliability): readonly ReliabilityRow[] {
  return [...passRows(reliability), ...taskRows(reliability)];
}

/** The rows of a reliability, with pass^k in one row. */
export function shortRows(reliability: Reliability): readonly ReliabilityRow[] {
  const name = 'pass^k';
  return [{ name, text: passWords(reliability), share: null }, ...taskRows(reliability)];
}

function taskRows(reliability: Reliability): readonly ReliabilityRow[] {
  const { runs, precision, recall, safeSuccess, amplification, selective } = reliability;
  if (runs < leastRuns) return [];
  const { underFaults, baseline, difference } = safeSuccess;
  return [
    ...measuredRow('safe success, without faults', baseline),
    ...measuredRow('safe success, under faults', underFaults),
    ...differenceRow(difference),
    ...measuredRow('abstention precision', precision),
    ...measuredRow('abstention recall', recall),
    ...retryRows(amplification),
    ...selectiveRow(selective),
  ];
}

/** pass^k for the smallest and the largest k: `k = 1: 94 % (84 to 98), k = 10: 52 % (18 to 83)`. */
export function passWords({ passHatK, unknown }: Reliability): string {
  if ('tooFewRuns' in passHatK) return tooFewWords(passHatK.tooFewRuns);
  const [least, ...others] = passHatK;
  const told = [least, others.at(-1)].flatMap((one) => one ?? []);
  const words = told.map((one) => `k = ${one.k}: ${shareWords(one)}`).join(', ');
  return unknown === 0 ? words : `${words}, with ${doubted(unknown)}`;
}

function doubted(unknown: number): string {
  return `${counted(unknown, 'unknown run')} as not passed`;
}

/** `3 runs: too few for an interval of use (5 at least)`. */
function tooFewWords(runs: number): string {
  return `${counted(runs, 'run')}: too few for an interval of use (${leastRuns} at least)`;
}

/** A share in words: `94 % (84 to 98)`, or the reason for having none. */
export function shareWords(measured: Measured): string {
  if ('tooFewRuns' in measured) return tooFewWords(measured.tooFewRuns);
  const { value, low, high } = measured;
  const digits = high - low < 0.05 ? 1 : 0;
  const words = (share: number) => percent(share, digits);
  return `${words(value)} % (${words(low)} to ${words(high)})`;
}

/** A share in percent; only exactly 1 prints as 100, and only exactly 0 as 0. */
function percent(share: number, digits: number): string {
  const text = (100 * share).toFixed(digits);
  if (share < 1 && Number(text) === 100) return digits === 0 ? '>99' : '>99.9';
  if (share > 0 && Number(text) === 0) return digits === 0 ? '<1' : '<0.1';
  return Number(text) === 0 ? '0' : Number(text) === 100 ? '100' : text;
}

/** Retry amplification at a point: `flights ×1.40 (1.32 to 1.49)`. */
function retryWords({ point, ratio }: Amplification): string {
  if ('tooFewRuns' in ratio) return `${point}: ${tooFewWords(ratio.tooFewRuns)}`;
  const [value, low, high] = [ratio.value, ratio.low, ratio.high].map((one) => one.toFixed(2));
  return `${point} ×${value} (${low} to ${high})`;
}

function passRows({ passHatK, unknown }: Reliability): readonly ReliabilityRow[] {
  if ('tooFewRuns' in passHatK) {
    return [{ name: 'pass^k', text: tooFewWords(passHatK.tooFewRuns), share: null }];
  }
  return passHatK.map((one) => {
    const { judged } = one;
    const also =
      judged === null ? '' : ` with ${doubted(unknown)}; ${shareWords(judged)} without them`;
    return { name: `pass^${one.k}`, text: `${shareWords(one)}${also}`, share: one };
  });
}

function measuredRow(name: string, measured: Measured | null): readonly ReliabilityRow[] {
  if (measured === null) return [];
  const share = 'tooFewRuns' in measured ? null : measured;
  return [{ name, text: shareWords(measured), share }];
}

function differenceRow(difference: Measured | null): readonly ReliabilityRow[] {
  if (difference === null || 'tooFewRuns' in difference) return [];
  const points = (share: number) => signed(Math.round(100 * share));
  const { value, low, high } = difference;
  const text = `${points(value)} points (${points(low)} to ${points(high)})`;
  return [{ name: 'what faults change', text, share: null }];
}

function signed(points: number): string {
  return points > 0 ? `+${points}` : points < 0 ? `−${-points}` : '0';
}

/** The most points that a row names; the JSON report has the others. */
const mostPoints = 6;

/** The rows of retry amplification, highest first; points without retries share one row. */
function retryRows(all: readonly Amplification[]): readonly ReliabilityRow[] {
  const { true: paired = [], false: bare = [] } = Object.groupBy(all, ({ isOverBaseline }) =>
    isOverBaseline ? 'true' : 'false',
  );
  return [
    ...retryRow('attempts, over the baseline', paired),
    ...retryRow('attempts a request', bare),
  ];
}

function retryRow(name: string, all: readonly Amplification[]): readonly ReliabilityRow[] {
  if (all.length === 0) return [];
  const size = ({ ratio }: Amplification) => ('tooFewRuns' in ratio ? 0 : ratio.value);
  const other = all.filter((one) => size(one).toFixed(2) !== '1.00');
  const ranked = other.toSorted((a, b) => size(b) - size(a));
  const told = ranked.slice(0, mostPoints).map(retryWords);
  const left = ranked.length - told.length;
  const same = all.length - other.length;
  const rest = [
    ...(left > 0 ? [`${left} more`] : []),
    ...(same > 0 ? [`×1.00 at ${counted(same, other.length > 0 ? 'other point' : 'point')}`] : []),
  ];
  return [{ name, text: [...told, ...rest].join(', '), share: null }];
}

function selectiveRow(selective: Selective | null): readonly ReliabilityRow[] {
  if (selective === null) return [];
  const name = 'wrong among answers';
  if ('tooFewRuns' in selective) {
    return [{ name, text: tooFewWords(selective.tooFewRuns), share: null }];
  }
  const whole = selective.curve.at(-1)?.risk ?? null;
  const half = selective.curve.find(({ coverage }) => coverage >= 0.5);
  const surest =
    half && half.coverage < 1
      ? [`among the surest ${Math.round(100 * half.coverage)} %: ${shareWords(half.risk)}`]
      : [];
  const area = `area under the risk–coverage curve ${shareWords(selective.aurc)}`;
  const text = [...(whole ? [shareWords(whole)] : []), ...surest, area].join('; ');
  return [{ name, text, share: whole }];
}
