import type { Entry } from '../ledger/entry.ts';
import { lower, mentions } from '../mentions.ts';
import { wordsIn } from '../prose/words.ts';
import { argumentsOf } from '../scalars.ts';
import type { TaskCall, TaskRecord } from '../tasks.ts';
import { nounsOf, statesOf } from './entry-names.ts';

/** How clauses name an effect without its id, or what else its task asked for and did not get. */
export interface KindWords {
  /** Whether a clause names the kind of the effect: `pause` of `POST /pauses`. */
  readonly isKindIn: (clause: string) => boolean;
  /** Whether a clause tells what was sent for the effect, and for nothing else. */
  readonly isSentIn: (clause: string) => boolean;
  /** Whether a clause names what a call asked for that made nothing, by its label, its point or what was sent. */
  readonly isRefusedIn: (clause: string) => boolean;
}

/** The words for an effect of a task, and for what the task was refused. */
export function kindWordsOf({ does, point, calls }: Entry, task: TaskRecord): KindWords {
  const made = new Set(task.effects.map(({ call }) => call));
  const others = task.calls.filter((call) => !calls.includes(call));
  const refused = others.filter((call) => isRefused(call) && !made.has(call.start.call));
  const [own, its, theirs] = [calls, others, refused].map(sentIn);
  const kinds = nounsOf(does);
  const foreign = others.flatMap(({ start }) => nounsOf(start.label));
  const known = nounsOf(`${does} ${point}`);
  const nouns = refused.flatMap(({ start }) => nounsOf(`${start.label} ${start.point}`));
  return {
    isKindIn: (clause) =>
      holds(
        clause,
        [...kinds, ...statesOf(does)].filter((noun) => !foreign.includes(noun)),
      ),
    isSentIn: (clause) => tells(clause, apartFrom(own, its)),
    isRefusedIn: (clause) =>
      tells(clause, apartFrom(theirs, own)) ||
      holds(
        clause,
        nouns.filter((noun) => !known.includes(noun)),
      ),
  };
}

/** Whether a call that changes something came back as an error. */
function isRefused({ start, end }: TaskCall): boolean {
  return start.safe !== true && end !== null && (end.status >= 400 || end.outcome === 'failed');
}

/** What was sent that is a name, a day or a time, in lower case. */
function sentIn(calls: readonly TaskCall[]): readonly string[] {
  return calls
    .flatMap(argumentsOf)
    .map(({ text }) => text.toLowerCase())
    .filter((text) => /\p{L}{3}|\d\D+\d/u.test(text) && !/^(?:true|false|null|none)$/.test(text));
}

function apartFrom(
  some: readonly string[] = [],
  others: readonly string[] = [],
): readonly string[] {
  return some.filter((text) => !others.includes(text));
}

function tells(clause: string, texts: readonly string[]): boolean {
  const plain = lower(clause);
  return texts.some((text) => mentions(plain, text));
}

function holds(clause: string, nouns: readonly string[]): boolean {
  return wordsIn(clause).some((word) => nouns.includes(word.replace(/s$/, '')));
}
