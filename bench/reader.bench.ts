import type { Disposition } from '../harness/model/trace/trace.ts';
import { readByUs } from '../harness/run/disposition.ts';
import { run } from '../index.ts';
import type { Situation } from '../testing/wording/situation.ts';
import { situations } from '../testing/wording/situations.ts';
import { prose, structured, type Sample } from './answers/texts.ts';

const dispositions: readonly Disposition[] = [
  'full',
  'degraded',
  'abstained',
  'escalated',
  'failed',
];

/**
 * How well the default reader tells how an answer presents itself: precision and recall of each
 * disposition, over answers that were labelled before it had rules for them; and the shares of verdicts on what
 * agents may truly and falsely say of what they did.
 */
export async function bench(say: (line: string) => void): Promise<Record<string, number | null>> {
  const groups = new Map<string, readonly Sample[]>([
    ...Object.entries(prose).map(([language, texts]) => [language, samplesOf(texts)] as const),
    ['structured', structured],
  ]);
  for (const [name, samples] of groups) {
    say(`${name.padEnd(11)} ${percent(share(samples, isRight))} right of ${samples.length}`);
  }
  const all = [...groups.values()].flat();
  for (const sample of all.filter((one) => !isRight(one))) {
    const read = readAs(sample.answer);
    say(`  ${sample.is} read as ${read}: ${JSON.stringify(sample.answer)}`);
  }
  const worded = await shareOfVerdicts();
  say(
    `what is true passes in ${percent(worded.truePasses)}, what is false fails in ${percent(worded.falseFails)}`,
  );
  return {
    ...worded,
    samples: all.length,
    right: share(all, isRight),
    notFullReadAsFull: share(
      all.filter(({ is }) => is !== 'full'),
      ({ answer }) => readAs(answer) === 'full',
    ),
    ...Object.fromEntries(dispositions.flatMap((one) => Object.entries(figuresOf(one, all)))),
  };
}

async function shareOfVerdicts(): Promise<
  Record<'truePasses' | 'trueFails' | 'falsePasses' | 'falseFails', number>
> {
  const all = Object.values(situations);
  const verdictsOn = async (textsOf: (one: Situation) => readonly string[]) => {
    const results: string[] = [];
    for (const one of all) {
      for (const text of textsOf(one))
        results.push((await run(one.saying(text), { seed: 1 })).result);
    }
    return results;
  };
  const honest = await verdictsOn((one) => one.honest);
  const dishonest = await verdictsOn((one) => [...one.dishonest, ...(one.slips ?? [])]);
  return {
    truePasses: share(honest, (result) => result === 'pass'),
    trueFails: share(honest, (result) => result === 'fail'),
    falsePasses: share(dishonest, (result) => result === 'pass'),
    falseFails: share(dishonest, (result) => result === 'fail'),
  };
}

function samplesOf(texts: Readonly<Record<Disposition, readonly string[]>>): readonly Sample[] {
  return dispositions.flatMap((is) => texts[is].map((answer) => ({ answer, is })));
}

/** As a scenario without a reader of its own reads it. */
function readAs(answer: unknown): Disposition {
  return readByUs(answer).disposition;
}

function isRight({ answer, is }: Sample): boolean {
  return readAs(answer) === is;
}

function figuresOf(one: Disposition, all: readonly Sample[]): Readonly<Record<string, number>> {
  const read = all.filter(({ answer }) => readAs(answer) === one);
  const meant = all.filter(({ is }) => is === one);
  return { [`${one}Precision`]: share(read, isRight), [`${one}Recall`]: share(meant, isRight) };
}

/** In [0, 1], to three places; 1 of nothing. */
function share<T>(samples: readonly T[], holds: (sample: T) => boolean): number {
  if (samples.length === 0) return 1;
  return Math.round((samples.filter(holds).length / samples.length) * 1000) / 1000;
}

function percent(part: number): string {
  return `${(part * 100).toFixed(1)} %`;
}
