import type { KeptTask, LoadReport } from '../../model/load/load-report.ts';
import { outcomes } from '../../model/trace/outcome.ts';
import { recoveryIn } from '../recovery/recovery-in.ts';
import { loadReport } from '../report.ts';
import { keptOf } from '../tasks/kept-tasks.ts';
import type { CheckWords } from '../tasks/check-evidence.ts';
import type { LoadBlob, PartEnded, PlainEvidence } from './load-blob.ts';
import { countsOf } from './plain-counts.ts';
import { summedCounts } from './summed-counts.ts';

/** A part of a load, and where it came from: its file, or its process. */
export interface PartOfLoad {
  readonly from: string;
  readonly blob: Omit<LoadBlob, 'digest'>;
}

/**
 * The report of a load of its parts, as one process would have made it. `missing` says of each part that there is not
 * why; then nothing passes.
 */
export function mergedLoad(
  parts: readonly PartOfLoad[],
  missing: readonly string[] = [],
): LoadReport {
  if (parts.length + missing.length !== parts[0]?.blob.count) throw new Error('a part is missing');
  const blobs = parts.map(({ blob }) => blob).toSorted((a, b) => a.index - b.index);
  const { made } = blobs[0]!;
  const { header, file, checks } = made;
  const spec = { ...made.spec, limit: made.spec.limit ?? Number.POSITIVE_INFINITY };
  const all = blobs.map(({ ended }) => ended);
  const counts = summedCounts(all.map((ended) => countsOf(ended.counts)));
  const evidence = evidenceOf(all);
  const first = <T>(of: (ended: PartEnded) => T | null) =>
    all.map(of).find((one) => one !== null) ?? null;
  const most = (of: (ended: PartEnded) => number) => Math.max(...all.map(of));
  return loadReport({
    header,
    file,
    spec,
    counts,
    checks,
    evidence,
    driver: first(({ driver }) => driver),
    limit: first(({ limit }) => limit),
    recovery: recoveryIn({
      spec,
      counts,
      queues: noQueues,
      deadlineMs: header.deadlineMs,
      hasFaults: header.plan.length > 0,
      atClear: new Map(),
      isEmptied: false,
    }),
    kept: keptIn(all, header.seed, evidence),
    nowMs: most(({ nowMs }) => nowMs),
    truncated: first(({ truncated }) => truncated),
    afterwards: all.reduce((sum, one) => sum + one.afterwards, 0),
    busy: first(({ busy }) => busy) === null ? null : most(({ busy }) => busy ?? 0),
    isStopped: missing.length > 0 || all.some(({ isStopped }) => isStopped),
    cut: cutOf(blobs, missing),
    doubts: [...missing, ...apartDoubts(all, spec.windowMs)],
    beganAtMs: first(({ beganAtMs }) => beganAtMs),
    tookMs: most(({ tookMs }) => tookMs),
  });
}

/** Points that have a capacity are in no load of parts. */
const noQueues = { names: [], inFlight: () => 0, capacity: () => undefined };

function cutOf(blobs: readonly PartOfLoad['blob'][], missing: readonly string[]): string | null {
  const cut = blobs.flatMap(({ index, count, ended }) =>
    ended.cut === null ? [] : [{ words: ended.cut, where: `part ${index} of ${count}` }],
  );
  const isAll = cut.length === blobs.length && cut.every(({ words }) => words === cut[0]?.words);
  const told = isAll
    ? cut.slice(0, 1).map(({ words }) => words)
    : cut.map(({ words, where }) => `${where}: ${words}`);
  return [...missing, ...told].join('; ') || null;
}

/** Parts that ask an agent at different times never give it the load of all. */
function apartDoubts(all: readonly PartEnded[], windowMs: number): readonly string[] {
  const began = all.flatMap(({ beganAtMs }) => beganAtMs ?? []);
  if (began.length === 0) return [];
  const apartMs = Math.max(...began) - Math.min(...began);
  if (apartMs <= windowMs) return [];
  const seconds = (apartMs / 1000).toFixed(1);
  return [`its parts did not begin together: ${seconds} s lie between the first and the last`];
}

function evidenceOf(all: readonly PartEnded[]): CheckWords {
  const of = (check: string) =>
    all.flatMap(({ evidence }) => evidence.filter((one) => one.check === check));
  const first = (check: string, what: 'doubt' | 'idle') =>
    of(check)
      .map((one) => one[what])
      .find((words) => words !== null) ?? undefined;
  const rank = ({ worst }: PlainEvidence) => (worst ? outcomes.indexOf(worst.outcome) : -1);
  return {
    worst: (check) => of(check).toSorted((a, b) => rank(b) - rank(a))[0]?.worst ?? undefined,
    doubt: (check) => first(check, 'doubt'),
    idle: (check) => first(check, 'idle'),
  };
}

function keptIn(
  all: readonly PartEnded[],
  seed: number,
  evidence: CheckWords,
): readonly KeptTask[] {
  const kept = all.flatMap((one) => one.kept);
  const checks = new Set(all.flatMap((one) => one.evidence.map(({ check }) => check)));
  const worst = new Set([...checks].map((check) => evidence.worst(check)?.task));
  const failed = kept.filter(({ why, task }) => why === 'failed' && worst.has(task));
  return [...keptOf(kept, seed), ...failed];
}
