import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isReversible, type Action } from './actions.ts';
import type { Safeguards } from './safeguards.ts';

/**
 * How much is left to the model, least first. `shadow`: its proposals are only reviewed.
 * `advisory`: people see them. `copilot`: what can be undone is done. `autopilot`: the rest, too,
 * each with a person's approval.
 */
export const tiers = ['shadow', 'advisory', 'copilot', 'autopilot'] as const;

/** One of the four tiers. */
export type Tier = (typeof tiers)[number];

/** What a review found: how many of the actions were wrong. */
export interface Review {
  readonly wrong: number;
}

/** The trust that a segment has earned, by reviews. It outlives the process. */
export interface Trust {
  readonly tier: () => Tier;
  /** Whether the tier allows an action. */
  readonly may: (action: Action) => boolean;
  /** How many actions may be done before the next review. */
  readonly allowance: () => number;
  /** Notes that so many actions are about to be done, or none but that a review is due. */
  readonly expose: (actions: number) => void;
  /** Notes that nothing was done after all. */
  readonly spare: () => void;
  /** Takes a review in, and moves the tier. */
  readonly reviewed: (review: Review) => void;
  /** A review was due and did not come. */
  readonly unreviewed: () => void;
}

/** Wrong actions that end the trust, and so the most that can be done between two reviews. */
export const blastCap = 3;

/** Good reviews in a row that earn the next tier: the hysteresis after a demotion, too. */
export const promoteAfter = 2;

/** The gate looks at this many reviews, and lets this share of them be bad. */
const gate = { window: 8, mostBad: 0.25 };

interface State {
  readonly tier: Tier;
  /** Wrong actions by review, oldest first, since the last demotion. */
  readonly recent: readonly number[];
  /** Good reviews in a row since the tier last changed. */
  readonly streak: number;
  /** Actions done that no review has spoken of. */
  readonly exposed: number;
  /** Whether one should. */
  readonly isDue: boolean;
}

const blank = { recent: [], streak: 0, exposed: 0, isDue: false };

/** The trust on file under `folder` for a segment; `start` where there is none. */
export function openTrust(
  folder: string,
  segment: string,
  start: Tier,
  safeguards: Safeguards,
): Trust {
  const file = join(folder, `${encodeURIComponent(segment)}.json`);
  mkdirSync(folder, { recursive: true });
  let state: State = readState(file) ?? { tier: start, ...blank };

  function move(next: State): void {
    state = next;
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
  }

  function demote(tier: Tier): void {
    move({ tier, ...blank });
  }

  const trust: Trust = {
    tier: () => state.tier,
    may: (action) =>
      state.tier === 'autopilot' || (state.tier === 'copilot' && isReversible(action)),
    allowance: () => {
      if (!safeguards.capsBlast) return Number.POSITIVE_INFINITY;
      return Math.max(0, blastCap - wrongIn(state) - state.exposed);
    },
    expose: (actions) => move({ ...state, exposed: state.exposed + actions, isDue: true }),
    spare: () => move({ ...state, exposed: 0, isDue: false }),
    reviewed: ({ wrong }) => {
      const recent = [...state.recent, wrong].slice(-gate.window);
      const streak = wrong === 0 ? state.streak + 1 : 0;
      const next = { tier: state.tier, recent, streak, exposed: 0, isDue: false };
      if (isFailing(next, safeguards)) demote(doesThings(next.tier) ? 'advisory' : 'shadow');
      else if (next.streak >= promoteAfter) move({ ...next, tier: above(next.tier), streak: 0 });
      else move(next);
    },
    unreviewed: () => {
      if (safeguards.demotesBlind) demote(doesThings(state.tier) ? 'advisory' : state.tier);
      else trust.spare();
    },
  };
  // A review that a dead process waited for did not come.
  if (state.isDue) trust.unreviewed();
  return trust;
}

function isFailing(state: State, { capsBlast }: Safeguards): boolean {
  const bad = state.recent.filter((wrong) => wrong > 0).length;
  if (bad / state.recent.length > gate.mostBad) return true;
  return capsBlast && wrongIn(state) >= blastCap;
}

function wrongIn({ recent }: State): number {
  return recent.reduce((sum, wrong) => sum + wrong, 0);
}

function doesThings(tier: Tier): boolean {
  return tier === 'copilot' || tier === 'autopilot';
}

function above(tier: Tier): Tier {
  return tiers[tiers.indexOf(tier) + 1] ?? tier;
}

function readState(file: string): State | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as State;
  } catch {
    return undefined;
  }
}
