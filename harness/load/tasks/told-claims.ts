import { noncesOf } from '../../checks/evidence/claims/claims.ts';
import { canonical } from '../../model/json/json.ts';
import { askedIn } from '../../model/scenario.ts';
import type { Event, LentClaim } from '../../model/trace/trace.ts';
import type { Arrival } from '../schedule.ts';

/** A task, with what it was told and what it says. */
export interface SpokenTask {
  readonly arrival: Pick<Arrival, 'task'>;
  readonly events: readonly Event[];
}

/** What replies told the tasks of a load, so that an answer that rests on another task's reply is told from one that is made up. */
export interface ToldClaims {
  /** Keeps what the replies to a task told. */
  readonly see: (task: SpokenTask) => void;
  /** What replies to other tasks told of what the answers of a task say; `open` are tasks that were not seen yet. */
  readonly lentTo: (task: SpokenTask, open: () => readonly SpokenTask[]) => readonly LentClaim[];
}

/** The most claims that are kept by default: those that were told or said last. */
const mostClaims = 50_000;

/** What of a load counts as told. */
export interface ToldClaimsOptions {
  /** The points whose replies are evidence: a model that repeats something does not tell it. */
  readonly evidence: readonly string[];
  readonly most?: number;
  /** Whether this is a part of a load, where nobody knows what the tasks of others were told. */
  readonly isPart?: boolean;
}

/** Nothing told yet. */
export function toldClaims(options: ToldClaimsOptions): ToldClaims {
  const { evidence, most = mostClaims, isPart = false } = options;
  const kept = new Map<string, LentClaim>();
  let isForgetful = isPart;
  const keep = (lent: LentClaim) => {
    kept.delete(lent.claim);
    kept.set(lent.claim, lent);
    if (kept.size <= most) return;
    isForgetful = true;
    for (const [first] of kept) {
      kept.delete(first);
      return;
    }
  };
  return {
    see: (task) => {
      for (const lent of toldTo(task, evidence))
        if (lent.isTrue || !kept.has(lent.claim)) keep(lent);
    },
    lentTo: (task, open) => {
      const said = task.events.flatMap(saidIn);
      if (said.length === 0) return [];
      const own = new Set(toldTo(task, evidence).map(({ claim }) => claim));
      const others = new Set(said.filter((claim) => !own.has(claim)));
      return [...others].flatMap((claim): readonly LentClaim[] => {
        const found =
          kept.get(claim) ??
          open()
            .flatMap((one) => toldTo(one, evidence))
            .find((one) => one.claim === claim);
        if (found) keep(found);
        if (found) return [found];
        if (!isForgetful) return [];
        return [{ claim, point: '', input: '', isTrue: false }];
      });
    },
  };
}

function toldTo(
  { arrival, events }: SpokenTask,
  evidence: readonly string[],
): readonly LentClaim[] {
  const ends = events
    .filter((event) => event.kind === 'call.end')
    .filter(({ point }) => evidence.includes(point));
  if (ends.length === 0) return [];
  const input = canonical(askedIn(arrival.task));
  return ends.flatMap(({ point, taint, meaning }) =>
    noncesOf(meaning).map((claim) => ({ claim, point, input, isTrue: taint === '' })),
  );
}

function saidIn(event: Event): readonly string[] {
  if (event.kind !== 'task.end' && event.kind !== 'task.turn') return [];
  return event.ending.how === 'answered' ? noncesOf(event.ending.answer) : [];
}
