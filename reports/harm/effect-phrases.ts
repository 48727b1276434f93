import { countOf } from '../../harness/model/wanted.ts';
import { eventsOf, type Trace } from '../../harness/model/trace/trace.ts';
import { printable } from '../words/printable.ts';

/** Three phrases that name one kind of side effect, for sentences about harm. */
export interface EffectPhrases {
  /** `there may be two refunds where one was asked for`. */
  readonly tooOften: string;
  /** `refunds may be left behind`. */
  readonly leftBehind: string;
  /** `there may be refunds that nobody asked for`. */
  readonly unasked: string;
}

/**
 * The phrases for the first side effect among the evidence; general phrases where the evidence
 * holds none.
 */
export function effectPhrases(trace: Trace, seqs: readonly number[]): EffectPhrases {
  const chosen = new Set(seqs);
  const effects = eventsOf(trace, 'effect').filter(({ seq, undoes }) => chosen.has(seq) && !undoes);
  const [first] = effects;
  if (!first) return something;
  const { does, task } = first;
  const its = effects.filter((one) => one.does === does && one.task === task);
  // A call that was sent again under its key lands again as the same thing.
  const found = new Set(its.map(({ point, id, seq }) => (id === '' ? seq : `${point} ${id}`))).size;
  const start = eventsOf(trace, 'task.start').find((one) => one.task === task);
  return phrasesOf(does, found, countOf(start?.shouldDo?.[does] ?? 1));
}

const something: EffectPhrases = {
  tooOften: 'something may be done more often than asked for',
  leftBehind: 'something may be left behind',
  unasked: 'something may be done that nobody asked for',
};

function phrasesOf(label: string, found: number, asked: number): EffectPhrases {
  const things = thingsIn(label);
  if (things === null) {
    const name = `“${printable(label, 80)}”`;
    return {
      tooOften: `${name} may take effect more often than asked for`,
      leftBehind: `what ${name} did may be left behind`,
      unasked: `${name} may take effect though nobody asked for it`,
    };
  }
  const was = asked === 1 ? 'was' : 'were';
  return {
    tooOften:
      found > asked
        ? `there may be ${numeral(found)} ${things} where ${numeral(asked)} ${was} asked for`
        : `there may be more ${things} than asked for`,
    leftBehind: `${things} may be left behind`,
    unasked: `there may be ${things} that nobody asked for`,
  };
}

/**
 * The plural noun in a label of an HTTP call: `POST /refunds` makes `refunds`. Null where the label
 * has none.
 */
function thingsIn(label: string): string | null {
  const [, method = '', path = ''] = /^([A-Z]+) (\/\S*)$/.exec(label) ?? [];
  const named = path.split('/').filter((part) => /^[a-z][a-z-]*$/i.test(part));
  const last = named.at(-1)?.toLowerCase().replaceAll('-', ' ') ?? '';
  const of = changes[method];
  return of === undefined || !/[^su]s$/.test(last) ? null : `${of}${last}`;
}

const changes: Readonly<Record<string, string>> = {
  POST: '',
  PUT: 'changes of ',
  PATCH: 'changes of ',
  DELETE: 'deletions of ',
};

const numerals = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

function numeral(n: number): string {
  return numerals[n] ?? n.toLocaleString('en-US');
}
