import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { LoadReport } from '../../harness/model/load/load-report.ts';
import { table } from './load-table.ts';
import { time } from './load-words.ts';
import { amount, ratioWords } from './use-words.ts';

/** Renders how models' streams came, and what was spent for each right task; null where no model was called. */
export function useSection({ phases, prices }: LoadReport): VNode | null {
  if (phases.every(({ spent }) => spent.tokens === 0)) return null;
  const streamed = phases.flatMap(({ name, streams }) => (streams ? [{ name, ...streams }] : []));
  return view`<section>
    <h2>Models</h2>
    ${
      streamed.length > 0 &&
      table(
        ['Phase', 'First token p50', 'p99', 'Gap p50', 'p99', 'Per token p50', 'Tokens a second'],
        streamed.map(({ name, ttftMs, gapMs, tpotMs, tokensPerSecond }) => [
          name,
          time(ttftMs.p50),
          time(ttftMs.p99),
          time(gapMs.p50),
          time(gapMs.p99),
          time(tpotMs.p50),
          tokensPerSecond === null ? '-' : amount(tokensPerSecond),
        ]),
      )
    }
    ${table(
      ['For each right task', 'Calls', 'Tokens', ...(prices ? ['Cost'] : [])],
      phases.map(({ name, spent: { perRight } }) => [
        name,
        ratioWords(perRight.calls),
        ratioWords(perRight.tokens),
        ...(prices ? [ratioWords(perRight.cost)] : []),
      ]),
    )}
  </section>`;
}
