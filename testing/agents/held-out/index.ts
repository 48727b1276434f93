import type { CorpusEntry } from '../corpus/entry.ts';

/**
 * Agents with one bug each that takes two faults, written by somebody who has not read `harness/search`
 * nor its scenarios and benches, and does not know what a search tries first. Their pairs of faults
 * were each run once, so that nothing fails in them but their bug. On them it is measured, once, how
 * much sooner than chance a search finds a bug. Neither the search nor these agents are tuned on what
 * that shows: an agent on which the search does badly stays as it is. Once a search has learnt from
 * them they belong with `testing/agents/learnt`, and others are to be written here: at least sixteen.
 */
export const heldOut: readonly CorpusEntry[] = [];
