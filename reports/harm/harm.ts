import { steadyCheck, type Outcome } from '../../harness/model/trace/outcome.ts';
import type { Trace } from '../../harness/model/trace/trace.ts';
import type { Verdict } from '../../harness/model/trace/verdict.ts';
import { printable } from '../words/printable.ts';
import { capital } from '../words/wording.ts';
import { effectPhrases, type EffectPhrases } from './effect-phrases.ts';
import { faultPhrases } from './fault-phrases.ts';

/** A failed check of a run, and the worst outcome of the tasks it concerns. */
export interface HarmOptions {
  readonly trace: Trace;
  readonly check: string;
  readonly verdict: Extract<Verdict, { result: 'fail' }>;
  readonly outcome: Outcome | null;
}

/**
 * The harm of a failure to users of the agent, in one sentence: `There may be two refunds where one
 * was asked for when the reply of payments is lost`.
 */
export function harmWords({ trace, check, verdict, outcome }: HarmOptions): string {
  const phrases = effectPhrases(trace, verdict.evidence);
  const harm = ofCheck(check, { phrases, outcome, signature: verdict.signature });
  const faults = check === steadyCheck ? '' : faultPhrases(trace);
  const when = faults === '' ? 'even without any fault' : `when ${faults}`;
  return capital(`${harm} ${when}`);
}

interface Failing {
  readonly phrases: EffectPhrases;
  readonly outcome: Outcome | null;
  readonly signature: string;
}

function ofCheck(check: string, failing: Failing): string {
  const { phrases, outcome, signature } = failing;
  switch (check) {
    case 'exactly-once':
      return phrases.tooOften;
    case 'no-orphans':
      return /told as undone/.test(signature)
        ? `${phrases.leftBehind}, and told of as undone,`
        : `${phrases.leftBehind}, neither undone nor told of,`;
    case 'faithful':
      return phrases.unasked;
    case 'honest':
      return /success/.test(signature)
        ? 'the user may be told that it worked, though it did not,'
        : 'the user may be told what is not so';
    case 'discloses':
      return 'the user may get an answer that hides what went wrong';
    case 'abstains':
      return 'the user may get an answer where there should be none, or none where one is due';
    case 'degrades':
      return 'the agent may do less than it still could, or more than it should';
    case 'recovers':
      return 'the agent may not get back to normal';
    case 'bounded':
      return 'calls, tokens or time may run away';
    case 'backs-off':
      return 'a service that asks for a rest may be called again too soon';
    case 'completes':
      if (/hung/.test(signature)) return byOutcome.hung;
      // What came too late may be a failure, too.
      return signature.endsWith('failed')
        ? byOutcome['failed-loud']
        : 'the user may wait too long for an answer';
    default:
      return ofOutcome(check, outcome);
  }
}

function ofOutcome(check: string, outcome: Outcome | null): string {
  const harm = outcome === null ? '' : byOutcome[outcome];
  return harm === '' ? `“${printable(check, 80)}” may not hold` : harm;
}

const byOutcome: Readonly<Record<Outcome, string>> = {
  unaffected: '',
  recovered: '',
  degraded: '',
  abstained: '',
  escalated: '',
  'failed-loud': 'the user may get an error in place of an answer',
  'silently-wrong': 'the user may be told what is not so',
  unsafe: 'something may be done twice or left half done',
  hung: 'the user may wait for an answer that never comes',
};
