import { isFor } from '../../harness/model/fault/facet.ts';
import { eventsOf, type Trace, type TracePoint } from '../../harness/model/trace/trace.ts';
import { printable } from '../words/printable.ts';

/** The most faults that one sentence names. */
const most = 2;

/**
 * The faults that struck in a run, in words: `the reply of payments is lost`. Empty where none
 * struck.
 */
export function faultPhrases(trace: Trace): string {
  const clauses = eventsOf(trace, 'fault.hit').map(({ strike, fault, effect }) => {
    const at = trace.plan[strike]?.at ?? '';
    const say = byFault[fault] ?? byEffect[effect] ?? byFacet(trace.points[at]);
    return say(nameOf(at, trace));
  });
  const all = [...new Set(clauses)];
  const left = all.length - most;
  const told = all.slice(0, most);
  return [...told, ...(left > 0 ? ['more goes wrong'] : [])].join(' and ');
}

function nameOf(at: string, { points }: Trace): string {
  const isModel = (point: TracePoint | undefined) => isFor(['turn'], point);
  const isOnlyModel = isModel(points[at]) && Object.values(points).filter(isModel).length === 1;
  return isOnlyModel ? 'the model' : printable(at, 60);
}

type Clause = (point: string) => string;

/** Phrases for a fault whose name has none: by its effect on a call, or its condition of a host. */
const byEffect: Readonly<Record<string, Clause>> = {
  delay: (point) => `${point} is slow`,
  hang: (point) => `${point} never answers`,
  refuse: (point) => `${point} refuses a call`,
  lose: (point) => `the reply of ${point} is lost`,
  forge: (point) => `${point} answers what is not so`,
  alter: (point) => `${point} gives a wrong answer`,
  rewrite: (point) => `the reply of ${point} arrives late or broken`,
  repeat: (point) => `a call to ${point} arrives twice`,
  crash: (point) => `the agent dies while it calls ${point}`,
  kill: (point) => `${point} dies`,
  pause: (point) => `${point} stands still`,
  restart: (point) => `${point} is restarted`,
  'cut-network': (point) => `${point} is cut off`,
};

/** Phrases for faults of the catalogue, which say more than their effect does. */
const byFault: Readonly<Record<string, Clause>> = {
  cancel: (point) => `a task is withdrawn while it calls ${point}`,
  forget: (point) => `${point} has forgotten what it held in memory`,
  'partial-batch': (point) => `${point} fails a part of the calls made at once`,
  'clock-skew': (point) => `${point} tells the wrong time`,
  poisoned: (point) => `a reply of ${point} holds an instruction that somebody planted`,
  'changed-tools': (point) => `the list of tools of ${point} has changed`,
  'duplicate-answer': (point) => `${point} sends an answer twice`,
  'expired-token': (point) => `the token for ${point} has expired`,
  'lost-session': (point) => `${point} has lost the session`,
  'rpc-error': (point) => `${point} answers with an error of JSON-RPC`,
  'schema-violation': (point) => `a result of ${point} breaks its output schema`,
  'stray-line': (point) => `${point} sends a line that is no message`,
  'tool-error': (point) => `a tool of ${point} says that it failed`,
  'vanished-tool': (point) => `a tool of ${point} is not there any more`,
  'wrong-id': (point) => `${point} answers under an id that nobody waits for`,
  oversized: (point) => `the reply of ${point} is far too large`,
  'context-overflow': (point) => `${point} takes no longer conversation`,
  'slow-first-token': (point) => `the reply of ${point} begins late`,
  'slow-tokens': (point) => `the reply of ${point} trickles in`,
  'rate-limit': (point) => `${point} asks for fewer calls`,
  outage: (point) => `${point} is down`,
  unreachable: (point) => `${point} cannot be reached`,
  truncate: (point) => `the reply of ${point} is cut short`,
  'garble-json': (point) => `the reply of ${point} is garbled`,
  'wrong-shape': (point) => `the reply of ${point} has another shape`,
  stale: (point) => `${point} gives old data`,
  'wrong-entity': (point) => `${point} answers about something else`,
  contradictory: (point) => `${point} contradicts itself`,
  'empty-for-many': (point) => `${point} finds nothing`,
  'silent-no-op': (point) => `${point} says that it acted and did not`,
  'empty-content': (point) => `${point} says nothing`,
  'content-filter': (point) => `${point} is cut off by its content filter`,
  'other-model': (point) => `another model than the one asked answers for ${point}`,
  refusal: (point) => `${point} refuses to help`,
  'same-call-id': (point) => `all tool calls of ${point} have one id`,
  'thoughts-alone': (point) => `${point} reasons and says nothing`,
  'wrong-arguments': (point) => `${point} calls a tool against its schema`,
  'wrong-usage': (point) => `${point} states tokens that it does not charge`,
  'unknown-tool': (point) => `${point} calls a tool that does not exist`,
  'truncated-tool-arguments': (point) => `${point} calls a tool with a part of its arguments`,
  replan: (point) => `${point} asks for the same thing in other words`,
  stall: (point) => `the reply of ${point} stops in the middle`,
  'clean-cut': (point) => `the reply of ${point} ends too soon`,
  'fin-cut': (point) => `the reply of ${point} breaks off`,
  'reset-cut': (point) => `the reply of ${point} breaks off`,
  'bad-frame': (point) => `a piece of the reply of ${point} is broken`,
  'error-frame': (point) => `the reply of ${point} ends in an error`,
};

function byFacet(struck: TracePoint | undefined): Clause {
  if (isFor(['bytes'], struck)) return (point) => `the connection to ${point} is bad`;
  return isFor(['process'], struck)
    ? (point) => `${point} is short of what it needs`
    : (point) => `${point} fails`;
}
