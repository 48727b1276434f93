import { isBefore, type ModelConversation, type ModelTurn } from './conversation.ts';
import { argumentsOf, isSameValue, type ToolAsk, type Scalar } from '../scalars.ts';
import type { TaskCall } from '../tasks.ts';

/** An argument of a turn that the call which follows from the turn lacks. */
export interface OmittedArgument {
  readonly asked: Scalar;
  readonly turn: TaskCall;
}

/** Finds the arguments that a call omits of the broken turn just before the call. */
export type FindOmitted = (call: TaskCall, talk: ModelConversation) => readonly OmittedArgument[];

/**
 * Learns from calls after whole turns which fields of a tool call are passed on; only those can be
 * omitted.
 */
export function omittedBy(
  calls: readonly { readonly call: TaskCall; readonly talk: ModelConversation }[],
): FindOmitted {
  const passed = new Map<string, boolean>();
  for (const { call, talk } of calls) {
    const turn = turnBefore(call, talk);
    const ask = turn && talk.whole.includes(turn) ? bestOf(turn.asks, call) : undefined;
    for (const scalar of ask?.scalars ?? []) {
      const key = keyOf(call, ask, scalar);
      passed.set(key, (passed.get(key) ?? true) && isIn(call, scalar));
    }
  }
  return (call, talk) => {
    const turn = turnBefore(call, talk);
    if (!turn || !talk.broken.includes(turn) || wasAsked(call, talk)) return [];
    const ask = bestOf(turn.asks, call);
    const lost = ask?.scalars.filter(
      (one) => passed.get(keyOf(call, ask, one)) && !isIn(call, one),
    );
    return (lost ?? []).map((asked) => ({ asked, turn: turn.call }));
  };
}

/** Whether an earlier whole turn asked for this call. */
function wasAsked(call: TaskCall, { whole }: ModelConversation): boolean {
  return whole.some(
    (turn) =>
      isBefore(turn.call, call) &&
      turn.asks.some(
        ({ scalars }) => scalars.length > 0 && scalars.every((one) => isIn(call, one)),
      ),
  );
}

function turnBefore(call: TaskCall, { whole, broken }: ModelConversation): ModelTurn | undefined {
  const before = [...whole, ...broken].filter((turn) => isBefore(turn.call, call));
  return before.toSorted((a, b) => a.call.start.seq - b.call.start.seq).at(-1);
}

/**
 * The tool call of a turn that a call executes: the one with most of its arguments in the call, at
 * least one.
 */
function bestOf(asks: readonly ToolAsk[], call: TaskCall): ToolAsk | undefined {
  const shared = (ask: ToolAsk) => ask.scalars.filter((one) => isIn(call, one)).length;
  const [best] = asks.toSorted((a, b) => shared(b) - shared(a));
  return best && shared(best) > 0 ? best : undefined;
}

function isIn(call: TaskCall, { text }: Scalar): boolean {
  return argumentsOf(call).some((one) => isSameValue(one.text.trim(), text.trim()));
}

function keyOf(call: TaskCall, ask: ToolAsk | undefined, { field }: Scalar): string {
  return JSON.stringify([call.start.point, call.start.label, ask?.tool, field]);
}
