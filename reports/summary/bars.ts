import type { Event } from '../../harness/model/trace/trace.ts';
import { printable } from '../words/printable.ts';
import type { Bar, Instant, Mark } from './finding.ts';
import { callEndWords, endingWords } from '../words/wording.ts';

/**
 * The bars of a timeline, grouped by lane: the agent's tasks and crashes first, then the points in
 * order of their first call. In each lane the tasks of the finding come first.
 */
export function barsOf(events: readonly Event[], options: BarOptions): readonly Bar[] {
  const drawing: Drawing = { bars: [], calls: new Map(), tasks: new Map(), down: null, ...options };
  for (const event of events) draw(drawing, event);
  const lanes = [...new Set(drawing.bars.map(({ lane }) => lane))];
  const order = (bar: Bar) => (bar.kind === 'call' ? 1 + lanes.indexOf(bar.lane) : 0);
  return drawing.bars.toSorted(
    (a, b) =>
      order(a) - order(b) || Number(b.isAbout) - Number(a.isAbout) || a.from.seq - b.from.seq,
  );
}

/** What a timeline needs to know of its finding. */
interface BarOptions {
  /** Maps the `seq` of an event to its number in the evidence. */
  readonly numbers: ReadonlyMap<number, number>;
  /** The ids of the tasks that the finding concerns. */
  readonly about: ReadonlySet<string>;
}

/** A bar under construction. */
type Open = { -readonly [K in keyof Bar]: Bar[K] } & { marks: Mark[]; evidence: number[] };

interface Drawing extends BarOptions {
  readonly bars: Open[];
  readonly calls: Map<number, Open>;
  readonly tasks: Map<string, Open>;
  down: Open | null;
}

function draw(drawing: Drawing, event: Event): void {
  const { calls, tasks } = drawing;
  switch (event.kind) {
    case 'task.start': {
      const bar = open(drawing, event, {
        kind: 'task',
        lane: 'agent',
        label: `task ${event.task}`,
      });
      tasks.set(event.task, bar);
      return;
    }
    case 'task.end': {
      const { ending } = event;
      const isGood = ending.how === 'answered' && ending.correct !== false;
      close(drawing, event, tasks.get(event.task), endingWords(ending), isGood);
      return;
    }
    case 'call.start': {
      const { attempt } = event.site;
      const label = attempt > 1 ? `${event.label} (attempt ${attempt})` : event.label;
      calls.set(event.call, open(drawing, event, { kind: 'call', lane: event.point, label }));
      return;
    }
    case 'call.end': {
      const lie = event.taint === '' ? '' : `, not true: ${event.taint}`;
      const ending = `${callEndWords(event.outcome, event.status)}${lie}`;
      const isGood = event.outcome === 'replied' && event.taint === '';
      close(drawing, event, calls.get(event.call), ending, isGood);
      return;
    }
    case 'fault.hit':
      mark(drawing, event, 'fault', event.fault);
      return;
    case 'effect':
      mark(drawing, event, 'effect', event.undoes ? `${event.id} taken back` : event.id);
      return;
    case 'process':
      drawProcess(drawing, event);
      return;
    default:
  }
}

function drawProcess(drawing: Drawing, event: Extract<Event, { kind: 'process' }>): void {
  if (event.what === 'crashed') {
    drawing.down = open(drawing, event, { kind: 'process', lane: 'agent', label: 'process down' });
    return;
  }
  close(drawing, event, drawing.down ?? undefined, 'started again', false);
  drawing.down = null;
}

function open(
  { bars, numbers, about }: Drawing,
  event: Event,
  named: Pick<Bar, 'kind' | 'lane' | 'label'>,
): Open {
  const number = numbers.get(event.seq);
  const bar: Open = {
    kind: named.kind,
    lane: printable(named.lane, 60),
    label: printable(named.label, 120),
    from: instantOf(event),
    to: null,
    ending: 'did not end',
    isAbout: 'task' in event && about.has(event.task),
    isGood: false,
    marks: [],
    evidence: number === undefined ? [] : [number],
  };
  bars.push(bar);
  return bar;
}

function close(
  { numbers }: Drawing,
  event: Event,
  bar: Open | undefined,
  ending: string,
  isGood: boolean,
): void {
  if (!bar) return;
  bar.to = instantOf(event);
  bar.ending = printable(ending, 120);
  bar.isGood = isGood;
  const number = numbers.get(event.seq);
  if (number !== undefined) bar.evidence.push(number);
}

/** The most marks on one bar. */
const mostMarks = 12;

function mark(
  { calls, numbers }: Drawing,
  event: Extract<Event, { kind: 'fault.hit' | 'effect' }>,
  kind: Mark['kind'],
  text: string,
): void {
  const marks = calls.get(event.call)?.marks;
  const evidence = numbers.get(event.seq) ?? 0;
  if (!marks || (marks.length >= mostMarks && evidence === 0)) return;
  marks.push({ ...instantOf(event), kind, text: printable(text, 60), evidence });
}

function instantOf({ seq, atMs }: Event): Instant {
  return { seq, atMs };
}
