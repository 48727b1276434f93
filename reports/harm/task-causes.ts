import { taskEvents } from '../../harness/model/trace/task-events.ts';
import type { Event, Trace } from '../../harness/model/trace/trace.ts';
import type { Twin } from '../summary/finding.ts';
import { divergenceWords } from '../twin/twin-words.ts';
import { printable } from '../words/printable.ts';
import { callEndWords, lasting } from '../words/wording.ts';

/** The most sentences about one task, and the most characters of each. */
const most = 5;
const mostWords = 400;

/** What may be the cause of a failure, by what its worst task did: sentences, likeliest first. */
export function taskCauses(trace: Trace, task: string, twin: Twin | null): readonly string[] {
  const events = taskEvents(trace.events, task);
  const said = [
    ...repeated(events),
    ...unseen(events),
    ...hurried(events),
    ...believed(events),
    ...unanswered(events),
    ...oftenAsked(events),
    ...(twin === null || twin.diverges === null
      ? []
      : [`It first goes another way ${divergenceWords(twin)}.`]),
  ];
  return said.slice(0, most).map((words) => printable(words, mostWords));
}

type Of<K extends Event['kind']> = Extract<Event, { kind: K }>;

function of<K extends Event['kind']>(events: readonly Event[], kind: K): readonly Of<K>[] {
  return events.filter((event): event is Of<K> => event.kind === kind);
}

/** Effects that landed more often than they were asked for. */
function repeated(events: readonly Event[]): readonly string[] {
  const [start] = of(events, 'task.start');
  const landed = of(events, 'effect').filter(({ undoes }) => !undoes);
  return [...Map.groupBy(landed, ({ point, does }) => `${point} ${does}`)].flatMap(
    ([name, its]) => {
      const times = new Set(its.map(({ id }) => id)).size;
      const wanted = start?.shouldDo?.[its[0]?.does ?? ''];
      if (times < 2 || (typeof wanted === 'number' && times <= wanted)) return [];
      const keys = [...new Set(its.map(({ key }) => key))];
      const how =
        keys.length > 1
          ? `under ${keys.length} idempotency keys: a retry must send the key of the first attempt`
          : keys[0] === ''
            ? 'without an idempotency key: a retry must send one that stays the same, or look first whether the attempt before it took effect'
            : 'under one idempotency key, which the tool does not heed: a retry must look first whether the attempt before it took effect';
      return [`${name} took effect ${times} times, ${how}.`];
    },
  );
}

/** Effects of calls that got no whole reply, and that nothing took back. */
function unseen(events: readonly Event[]): readonly string[] {
  const undone = new Set(of(events, 'effect').flatMap(({ undoes, id }) => (undoes ? [id] : [])));
  const ends = endsIn(events);
  const left = of(events, 'effect').filter(({ call, undoes, id }) => {
    const outcome = ends.get(call)?.outcome;
    return !undoes && !undone.has(id) && outcome !== undefined && outcome !== 'replied';
  });
  const ids = new Map(left.map((effect) => [effect.id, effect]));
  return [...ids.values()].map(({ point, does, id, call }) => {
    const end = ends.get(call);
    const how = end ? callEndWords(end.outcome, end.status) : 'got no reply';
    return `${point} ${does} ${how}, yet it took effect (${id || 'no id'}): what got no reply may have been done, so look it up, ask again under the same key, or take it back.`;
  });
}

/** Calls that came sooner than the reply before them asked for. */
function hurried(events: readonly Event[]): readonly string[] {
  const starts = of(events, 'call.start');
  const names = new Map(starts.map((call) => [call.call, call]));
  const said = of(events, 'call.end').flatMap((end) => {
    const own = names.get(end.call);
    const { retryAfterMs } = end;
    if (!own || retryAfterMs === null) return [];
    const next = starts.find(
      ({ seq, point, label }) => seq > end.seq && point === own.point && label === own.label,
    );
    if (!next) return [];
    const gapMs = next.atMs - end.atMs;
    if (gapMs >= retryAfterMs) return [];
    return [
      `${own.point} ${own.label} asked for a rest of ${lasting(retryAfterMs)} and was called again ${gapMs < 1 ? 'at once' : `after ${lasting(gapMs)}`}: wait for as long as retry-after says.`,
    ];
  });
  return said.slice(0, 1);
}

/** Replies that the harness falsified, where the task was answered in full all the same. */
function believed(events: readonly Event[]): readonly string[] {
  const [end] = of(events, 'task.end');
  if (end?.ending.how !== 'answered' || end.ending.disposition !== 'full') return [];
  const names = namesIn(events);
  const untrue = of(events, 'call.end').filter(({ taint }) => taint !== '');
  return untrue
    .slice(0, 2)
    .map(
      ({ call, taint }) =>
        `It answers in full after a reply of ${names.get(call) ?? 'a call'} that was not true (${taint}): check such a reply against what was asked, or say where the answer comes from.`,
    );
}

/** Calls that were waited for until the task was over. */
function unanswered(events: readonly Event[]): readonly string[] {
  const [end] = of(events, 'task.end');
  if (end?.ending.how !== 'hung') return [];
  const ends = endsIn(events);
  const open = of(events, 'call.start').filter(
    ({ call }) => (ends.get(call)?.outcome ?? 'unanswered') === 'unanswered',
  );
  return open
    .slice(-1)
    .map(
      ({ point, label, atMs }) =>
        `It waits for ${point} ${label} for ${lasting(end.atMs - atMs)}, until its time is over: give the call a timeout of its own.`,
    );
}

/** The fewest attempts that are told of. */
const leastOften = 5;

function oftenAsked(events: readonly Event[]): readonly string[] {
  const calls = of(events, 'call.start').filter(({ site }) => site.attempt >= leastOften);
  const worst = calls.toSorted((a, b) => b.site.attempt - a.site.attempt)[0];
  if (!worst) return [];
  return [
    `It asks ${worst.point} ${worst.label} ${worst.site.attempt} times: bound the attempts, and wait longer between them each time.`,
  ];
}

function endsIn(events: readonly Event[]): ReadonlyMap<number, Of<'call.end'>> {
  return new Map(of(events, 'call.end').map((end) => [end.call, end]));
}

function namesIn(events: readonly Event[]): ReadonlyMap<number, string> {
  return new Map(
    of(events, 'call.start').map(({ call, point, label }) => [call, `${point} ${label}`]),
  );
}
