import { describe, expect, test } from 'vitest';
import type { CorpusEntry } from '../../../testing/agents/corpus/entry.ts';
import { corpus } from '../../../testing/agents/corpus/index.ts';
import { kinds } from '../../../testing/agents/corpus/kinds.ts';
import type { Exploration } from '../../model/trace/exploration.ts';
import { canonical } from '../../model/json/json.ts';
import type { Executor } from '../executor/executor.ts';
import { inThread } from '../executor/in-thread.ts';
import { explore } from '../explore/explore.ts';

/** Of these the larger agents are struck with: the bench compares them with the whole menu. */
const few = kinds.filter(({ name }) => ['lost-reply', 'refuse', 'slow'].includes(name));
const isLarge = ({ faults }: CorpusEntry) => faults === 2;

/** Those with a bug: of a correct one no runs of the search in full find anything, so that fewer cannot lose it. */
const broken = corpus.filter(({ faults }) => faults > 0);

/** Every thirty-second agent; `npm run test:long` takes the others. */
const some = broken.filter(
  (_, at) => (at % 32 === 0) === (process.env['BROWNOUT_LONG'] === undefined),
);

const signatures = ({ findings }: Exploration) =>
  findings.map(({ check, signature }) => `${check} ${signature}`).toSorted();

/** An executor that makes each run once, however often it is asked for. */
function remembering({ run, observe, ...rest }: Executor): Executor {
  const once = <Spec, Made>(
    make: (spec: Spec) => Promise<Made>,
    keyOf: (spec: Spec) => unknown,
  ) => {
    const known = new Map<string, Promise<Made>>();
    return (spec: Spec) => {
      const key = canonical(keyOf(spec));
      const made = known.get(key) ?? make(spec);
      known.set(key, made);
      return made;
    };
  };
  return { ...rest, run: once(run, (spec) => spec), observe: once(observe, ({ plan }) => plan) };
}

describe('pruned and in full the same ways to break are found', { timeout: 300_000 }, () => {
  test.each(some.map((one) => [one.id, one] as const))('%s', async (_, one) => {
    const options = {
      faults: one.kinds ?? (isLarge(one) ? few : kinds),
      executor: remembering(inThread(one.scenario)),
    };
    const full = await explore(one.scenario, { ...options, prune: false });
    const pruned = await explore(one.scenario, options);
    expect(signatures(pruned)).toEqual(signatures(full));
    expect(pruned.runs).toBeLessThanOrEqual(full.runs);
  });
});
