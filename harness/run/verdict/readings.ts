import { noncesOf } from '../../checks/evidence/claims/claims.ts';
import type { Disposition, Ending, Event, Trace } from '../../model/trace/trace.ts';

/**
 * A trace in the ways its answers may be meant: first as they were read, then with those in doubt read
 * otherwise. Every combination where those are few, since a check may compare answers; else each alone,
 * and all together. Only the trace itself where no answer is in doubt.
 */
export function readingsOf(trace: Trace): readonly Trace[] {
  if (!trace.events.some(isInDoubt)) return [trace];
  const doubtful = trace.events.flatMap((event, at) =>
    isInDoubt(event) ? [{ at, others: othersOf(event) }] : [],
  );
  const [, ...choices] = everyChoice(doubtful) ?? someChoices(doubtful);
  return [trace, ...choices.map((choice) => chosen(trace, choice))];
}

/** The trace with every answer whose words were read taken in that way: structure says what it says. */
export function readAllAs(trace: Trace, disposition: Disposition): Trace {
  const events = trace.events.map((event) =>
    isWorded(event) ? readAs(event, disposition) : event,
  );
  return { ...trace, events };
}

/** Whether words were read to know how an answer presents itself. */
export function isWorded(event: Event): boolean {
  return answerIn(event)?.mayBe !== undefined;
}

/** What there is to say of the first answer in doubt. */
export function doubtIn(trace: Trace): string {
  const event = trace.events.find(isInDoubt);
  const ending = event && answerIn(event);
  if (!event || !ending || !('task' in event)) return 'no answer is in doubt';
  const { answer, disposition, mayBe = [] } = ending;
  return (
    `its verdict rests on how an answer is read: ${JSON.stringify(answer).slice(0, mostShown)} of task ` +
    `${event.task} may be ${[disposition, ...mayBe].join(' or ')} (give the scenario \`disposition\`, ` +
    'a function of the answer)'
  );
}

/** An answer in doubt: the number of its event, and how else it may be meant. */
interface Doubtful {
  readonly at: number;
  readonly others: readonly Disposition[];
}

/** How answers are read that are not read as they were, by the numbers of their events. */
type Choice = ReadonlyMap<number, Disposition>;

/** More readings than this are not tried in every combination. */
const mostCombined = 32;
/** In so many groups at most answers are read otherwise alone. */
const mostGroups = 64;

/** Every combination; null where there are too many. */
function everyChoice(doubtful: readonly Doubtful[]): readonly Choice[] | null {
  let all: readonly Choice[] = [new Map()];
  for (const { at, others } of doubtful) {
    if (all.length * (others.length + 1) > mostCombined) return null;
    all = all.flatMap((one) => [one, ...others.map((other) => new Map([...one, [at, other]]))]);
  }
  return all;
}

function someChoices(doubtful: readonly Doubtful[]): readonly Choice[] {
  const size = Math.ceil(doubtful.length / mostGroups);
  const groups = [doubtful];
  for (let from = 0; from < doubtful.length; from += size) {
    groups.push(doubtful.slice(from, from + size));
  }
  return [new Map(), ...groups.flatMap(together)];
}

/** These answers all in their second way, all in their third … */
function together(group: readonly Doubtful[]): readonly Choice[] {
  const most = Math.max(...group.map(({ others }) => others.length));
  return Array.from({ length: most }, (_, n) => {
    const read = group.map(({ at, others }) => [at, others[n] ?? others.at(-1)] as const);
    return new Map(read.flatMap(([at, other]) => (other ? [[at, other] as const] : [])));
  });
}

function chosen(trace: Trace, choice: Choice): Trace {
  const events = trace.events.map((event, at) => {
    const other = choice.get(at);
    return other === undefined ? event : readAs(event, other);
  });
  return { ...trace, events };
}

function readAs(event: Event, disposition: Disposition): Event {
  const ending = answerIn(event);
  return ending ? ({ ...event, ending: { ...ending, disposition } } as Event) : event;
}

type Answered = Extract<Ending, { readonly how: 'answered' }>;

/** The answer in an event; undefined where it holds none. */
function answerIn(event: Event): Answered | undefined {
  if (event.kind !== 'task.end' && event.kind !== 'task.turn') return undefined;
  return event.ending.how === 'answered' ? event.ending : undefined;
}

function isInDoubt(event: Event): boolean {
  return othersOf(event).length > 0;
}

function othersOf(event: Event): readonly Disposition[] {
  const { answer, correct, mayBe = [], claims = [] } = answerIn(event) ?? {};
  // Of an answer before the last only claims are judged, and that it says nothing, not what is expected, or that
  // something is not there.
  const isIdle =
    event.kind === 'task.turn' &&
    correct !== false &&
    noncesOf(answer).length === 0 &&
    !claims.includes('denied');
  return isIdle ? [] : mayBe;
}

const mostShown = 120;
