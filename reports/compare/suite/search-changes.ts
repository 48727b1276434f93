import type { SearchFacts } from '../facts/suite-facts.ts';
import type { Draft } from './check-change.ts';

/** What became of a search: its findings, its depth, and every fault at every call. */
export function searchChanges(base: SearchFacts | null, now: SearchFacts | null): readonly Draft[] {
  if (now === null) return [draft('no-longer-covered', '', 'it was not searched', 'unknown')];
  if (base === null) {
    const holds = now.found.length === 0 && now.stopped === 'done' && now.doubts.length === 0;
    const says = holds
      ? 'searched to the end, and nothing broke'
      : `${now.found.length} found (${now.stopped})`;
    return [draft('newly-covered', '', says, holds ? 'not-worse' : 'unknown')];
  }
  return [...findings(base, now), ...doubts(base, now), ...reach(base, now), ...sites(base, now)];
}

function draft(kind: Draft['kind'], what: string, reason: string, result: Draft['result']): Draft {
  return { kind, what, reason, result, p: null };
}

/** A search that stopped at its first finding, or before its end, does not tell what else there is. */
function findings(base: SearchFacts, now: SearchFacts): readonly Draft[] {
  const nameOf = ({ check, signature }: SearchFacts['found'][number]) => `${check}: ${signature}`;
  const [before, after] = [base.found.map(nameOf), now.found.map(nameOf)];
  const isWhole = now.stopped === 'done';
  const stillOrNew = now.found.map((found) => {
    const what = nameOf(found);
    if (before.includes(what)) return draft('still-broken', what, 'found again', 'not-worse');
    const doubt = whyUnseen(found, base);
    if (doubt === null)
      return draft('newly-broke', what, 'the baseline searched to its end without it', 'worse');
    return draft('newly-broke', what, doubt, 'unknown');
  });
  const gone = before
    .filter((what) => !after.includes(what))
    .map((what) =>
      isWhole
        ? draft('newly-holds', what, 'searched to the end without it', 'not-worse')
        : draft(
            'no-longer-known',
            what,
            `not met, but the search ended early (${now.stopped})`,
            'unknown',
          ),
    );
  return [...stillOrNew, ...gone];
}

/** Why the baseline may not have met a finding that was there; null where it would have. */
function whyUnseen({ by }: SearchFacts['found'][number], base: SearchFacts): string | null {
  if (base.stopped !== 'done') {
    return `the baseline ended before its end (${base.stopped}), and may have missed it: --keep-going`;
  }
  if (by.length > base.depth) {
    return `it takes ${by.length} faults at once, and the baseline tried ${base.depth}`;
  }
  const untried = by.find(
    (name) => !base.faults.some((fault) => fault === name || fault.startsWith(`${name} (`)),
  );
  return untried === undefined ? null : `the baseline did not try ${untried}`;
}

function doubts(base: SearchFacts, now: SearchFacts): readonly Draft[] {
  return now.doubts
    .filter((check) => !base.doubts.includes(check))
    .map((check) => draft('no-longer-known', check, 'it could not tell in some runs', 'unknown'));
}

function reach(base: SearchFacts, now: SearchFacts): readonly Draft[] {
  // What was found ends a search, and is told by itself.
  if (now.found.length > 0 && now.stopped === 'found') return [];
  const isShorter = now.depth < base.depth || (base.stopped === 'done' && now.stopped !== 'done');
  if (!isShorter) return [];
  const reason = `${now.depth} faults at once searched through (${now.stopped}), ${base.depth} in the baseline (${base.stopped})`;
  return [draft('no-longer-covered', '', reason, 'unknown')];
}

function sites(base: SearchFacts, now: SearchFacts): readonly Draft[] {
  const isWhole = now.stopped === 'done' && now.isWhole;
  const lost = Object.entries(base.sites).flatMap(([site, letters]) => {
    const here = now.sites[site];
    if (here === undefined) {
      const reason = isWhole
        ? 'no schedule reaches this call any more'
        : 'the call is not in the report';
      return [
        draft(
          'no-longer-covered',
          `every fault at ${site}`,
          reason,
          isWhole ? 'not-worse' : 'unknown',
        ),
      ];
    }
    return base.faults.flatMap((fault, n) => {
      if (!isCovered(letters[n])) return [];
      const place = now.faults.indexOf(fault);
      if (place >= 0 && (isCovered(here[place]) || here[place] === '-')) return [];
      const reason =
        place < 0 ? 'this fault is not among those that are tried' : 'it was not tried there';
      return [draft('no-longer-covered', `${fault} at ${site}`, reason, 'unknown')];
    });
  });
  const [first] = lost;
  // Whatever ended it early, each fault that it had no time for would say no more than that.
  const told =
    now.stopped === 'done' || !first
      ? lost
      : [
          {
            ...first,
            what: '',
            reason: `${lost.length} faults at calls were not tried, such as ${first.what}: the search ended early (${now.stopped})`,
          },
        ];
  return [...told, ...gained(base, now)];
}

/** New calls and faults, in one line. */
function gained(base: SearchFacts, now: SearchFacts): readonly Draft[] {
  const calls = Object.keys(now.sites).filter((site) => base.sites[site] === undefined);
  const faults = now.faults.filter((fault) => !base.faults.includes(fault));
  const says = [
    ...(calls.length > 0 ? [`${calls.length} calls, such as ${calls[0]}`] : []),
    ...(faults.length > 0 ? [`faults: ${faults.join(', ')}`] : []),
  ];
  return says.length === 0 ? [] : [draft('newly-covered', '', says.join('; '), 'not-worse')];
}

function isCovered(letter: string | undefined): boolean {
  return letter === 'c' || letter === 'b';
}
