import type { LoadReport, LoadShare } from '../../harness/model/load/load-report.ts';

/** A share as people read it: `99.2 %`. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1).replace(/\.0$/, '')} %`;
}

/** A length of time as people read it: `1.2 s`. */
export function time(ms: number): string {
  if (ms === 0) return '0 s';
  if (ms < 1) return `${ms.toFixed(1)} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return `${Number((ms / 1000).toFixed(ms < 100_000 ? 2 : 0))} s`;
}

/** A number as people read it: `86.7`, `0.0333`. */
export function number(value: number): string {
  return String(Number(Math.abs(value) < 10 ? value.toPrecision(3) : value.toFixed(1)));
}

/** A share with its interval: `12 % (9.4 % to 15 %)`. */
export function shareWords(share: LoadShare | null): string {
  if (!share) return '-';
  return `${percent(share.value)} (${percent(share.low)} to ${percent(share.high)})`;
}

/** What a load came to, and why it does not pass, in a few sentences. */
export function loadHeadline({ phases, recovery, gates, invalid, doubts }: LoadReport): string {
  const [why] = invalid;
  if (why !== undefined) return `Nothing can be said of the agent: ${why}.`;
  const good = phases
    .filter(({ goodput }) => goodput !== null)
    .map(({ name, goodput }) => `${percent(goodput?.value ?? 0)} in ${name}`);
  const failed = gates.filter(({ result }) => result === 'fail').map(({ gate }) => gate);
  const broken = failed.length > 0 ? ` Does not hold: ${[...new Set(failed)].join(', ')}.` : '';
  const back = recovery ? ` Recovery: ${recovery.reason}.` : '';
  const open = failed.length > 0 ? '' : openWords(gates, doubts);
  return `Right and in time: ${good.join(', ') || 'no task'}.${back}${broken}${open}`;
}

/** Why nothing passes, or the first of what is not known; '' where all is known. */
function openWords(gates: LoadReport['gates'], [doubt]: LoadReport['doubts']): string {
  if (doubt !== undefined) return ` Nothing passes: ${doubt}.`;
  const [first, ...more] = gates.filter(({ result }) => result === 'unknown');
  if (!first) return '';
  const where = first.phase === '' ? '' : ` in ${first.phase}`;
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  return ` Not known: ${first.gate}${where}${others}: ${first.reason}.`;
}

/** Where a load was run, and by what: `wire by autocannon`. */
export function madeBy({ mode, driver }: LoadReport): string {
  return mode === 'sim' || driver === null ? mode : `${mode} by ${driver}`;
}
