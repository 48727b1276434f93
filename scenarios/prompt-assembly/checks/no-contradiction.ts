import { check, eventsOf, failed, passed, unknown, type Checker } from '../../../index.ts';
import { sectionsIn, sentDuring } from './sent.ts';

/**
 * No prompt of the fault phase holds both blocks of a pair that contradict each other, whichever
 * flags are on; and prompts were made under every subset of the flags in these pairs.
 */
export function noContradiction(pairs: readonly (readonly [string, string])[]): Checker {
  return check('no-contradiction', (trace) => {
    const sent = sentDuring(trace);
    for (const { task, text, call } of sent) {
      const names = sectionsIn(text);
      const both = pairs.find((pair) => pair.every((name) => names.includes(name)));
      if (!both) continue;
      const what = `a prompt asks for ${both.join(' and for ')}`;
      return failed(`task ${task}: ${what}`, [call.start.seq], `no-contradiction: ${what}`);
    }
    const asked = new Set(sent.map(({ task }) => task));
    const subsets = new Set(
      eventsOf(trace, 'call.end')
        .filter(({ point, task, outcome }) => {
          return point === 'flags' && asked.has(task) && outcome === 'replied';
        })
        .map(({ meaning }) => subsetIn(meaning)),
    );
    const all = 2 ** pairs.flat().length;
    if (subsets.size === all) return passed;
    return unknown(`prompts were made under ${subsets.size} of ${all} subsets of the flags`);
  });

  function subsetIn(meaning: unknown): string {
    const { on } = (meaning ?? {}) as { readonly on?: unknown };
    const names = Array.isArray(on) ? (on as readonly unknown[]) : [];
    return pairs
      .flat()
      .filter((name) => names.includes(name))
      .join(' ');
  }
}
