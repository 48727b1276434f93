import type { Call } from '../../harness/model/call.ts';
import type { CallKind } from '../../harness/model/fault/fault.ts';
import type { Draw } from '../../harness/model/random.ts';
import type { Reply } from '../../harness/model/reply.ts';
import type { Turn } from '../../harness/model/turn.ts';
import { defineFault, type FaultFactory, type NoParams } from '../../harness/plans/define.ts';
import { altered } from './altered.ts';
import { isTurn } from './turns.ts';

/** The parts of a definition beside its effect; those that most faults of replies share may be left out. */
type Parts<P extends object> = Omit<CallKind<P>, 'effect' | Usual> &
  Partial<Pick<CallKind<P>, Usual>>;

type Usual = 'layer' | 'params' | 'needs' | 'harm';

/** What a fault makes of the meaning of a reply, by its parameters; draws are the same for equal meanings. */
interface Change<P extends object, Meaning> {
  readonly change: (
    meaning: Meaning,
    params: P,
    at: { readonly call: Call; readonly draw: Draw },
  ) => Meaning;
  /** Whether the changed reply is as true as before; false where left out. */
  readonly isTrue?: true;
}

/** Makes a fault that changes what a reply says. */
export function valueFault<P extends object = NoParams>(
  definition: Parts<P> & Change<P, unknown>,
): FaultFactory<P> {
  const { change, isTrue, ...parts } = definition;
  return defineFault<P>({
    layer: 'value',
    needs: ['request', 'value'],
    harm: 'false',
    ...parts,
    effect: (params, call, moment) => ({
      ...altered(parts.name, moment, (meaning, draw) => change(meaning, params, { call, draw })),
      ...(isTrue && { isTrue }),
    }),
  });
}

/** Makes a fault that changes what a model's turn says; what is no turn, as the body of an error, passes. */
export function turnFault<P extends object = NoParams>(
  definition: Parts<P> & Change<P, Turn>,
): FaultFactory<P> {
  const { change } = definition;
  return valueFault<P>({
    layer: 'turn',
    needs: ['request', 'turn'],
    ...definition,
    change: (meaning, ...how) => (isTurn(meaning) ? change(meaning, ...how) : meaning),
  });
}

/** Makes a fault that changes how a reply is sent: its frames, its headers or its end. */
export function sendingFault<P extends object = NoParams>(
  definition: Parts<P> & { readonly rewrite: (reply: Reply, params: P) => Reply },
): FaultFactory<P> {
  const { rewrite, ...parts } = definition;
  return defineFault<P>({
    layer: 'stream',
    harm: 'false',
    ...parts,
    effect: (params) => ({
      kind: 'rewrite',
      how: parts.name,
      rewrite: (reply) => rewrite(reply, params),
    }),
  });
}
