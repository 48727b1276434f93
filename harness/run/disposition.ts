import type { Disposition } from '../model/trace.ts';

const words: readonly (readonly [Disposition, RegExp])[] = [
  ['failed', /^(fail(ed|ure)?|error(ed)?)$/],
  [
    'escalated',
    /^(escalated?|blocked|needs[-_ ].+|hand(ed)?[-_ ]?off|compensat(ed|ion[-_ ].+)|pending)$/,
  ],
  ['abstained', /^(abstain(ed)?|unknown|refused?|declined?|unanswered|cannot[-_ ]answer)$/],
  ['degraded', /^(degraded|partial(ly)?|stale|limited|unverified)$/],
  ['full', /^(full|ok|done|success(ful)?|completed?|answered|verified)$/],
];

const phrases: readonly (readonly [Disposition, RegExp])[] = [
  [
    'escalated',
    /\b(hand(ed|ing) (this|it)? ?(over|off)|escalat(ed|ing)|needs? (a human|approval))\b/i,
  ],
  [
    'abstained',
    /\b(i (do not|don't|cannot|can't) (know|answer|tell|confirm)|unable to (answer|confirm|determine|verify)|not enough (information|evidence)|no reliable)\b/i,
  ],
  [
    'degraded',
    /\b(degraded|partial (results?|answer)|may be (out of date|stale|outdated|incomplete)|could not (reach|check|verify|load)|(is|are|was|were) (currently )?unavailable|as of \d)/i,
  ],
];

/**
 * How an answer presents itself, where the scenario has no reader of its own: by its field `disposition`,
 * `status`, `state` or `outcome` if it is an object, else by phrases in its text.
 */
export function dispositionOf(answer: unknown): Disposition {
  if (typeof answer === 'object' && answer !== null) {
    const fields = answer as Readonly<Record<string, unknown>>;
    for (const name of ['disposition', 'stance', 'status', 'state', 'outcome']) {
      const said = fields[name];
      const found =
        typeof said === 'string' && words.find(([, word]) => word.test(said.toLowerCase()));
      if (found) return found[0];
    }
  }
  const text = typeof answer === 'string' ? answer : (JSON.stringify(answer) ?? '');
  return phrases.find(([, phrase]) => phrase.test(text))?.[0] ?? 'full';
}
