import { z } from 'zod';
import type { Effect } from '../model/fault/effect.ts';
import { HarnessError } from '../model/error.ts';
import { isStanding, type FaultKind } from '../model/fault/fault.ts';
import { shown } from '../model/options/strict.ts';
import { called, checkedChange } from './checked-change.ts';

/**
 * A user's own fault kind whose effects are checked before they are applied. An effect that is none
 * of the closed set, throws, or returns no reply is a `bad-fault` error, not a failure of the
 * agent.
 */
export function checkedKind(kind: FaultKind): FaultKind {
  const { name } = kind;
  if (isStanding(kind)) {
    const { condition } = kind;
    const wanted = `the condition of ${name} to be given for any of its parameters`;
    return { ...kind, condition: (params) => called(wanted, fix, () => condition(params)) };
  }
  return {
    ...kind,
    effect: (params, call, moment) => checked(name, () => kind.effect(params, call, moment)),
  };
}

const fix = 'Correct it where it throws.';

function checked(name: string, make: () => Effect): Effect {
  const expected = `the effect of ${name} to be one of ${Object.keys(shapes).join(', ')}`;
  const effect = called(expected, fix, make);
  const { error } = effectSchema.safeParse(effect);
  const [issue] = error?.issues ?? [];
  if (!issue) {
    demandName(name, effect);
    return checkedChange(name, effect);
  }
  const at = issue.path.length === 0 ? '' : `, whose ${issue.path.join('.')} is wrong`;
  const got = (effect as unknown) instanceof Promise ? 'a promise' : `${shown(effect)}${at}`;
  throw new HarnessError('bad-fault', { expected, got, fix: `${issue.message}.` });
}

/** Throws where a changed reply is not tainted by the fault's name: an empty taint would make it true. */
function demandName(name: string, effect: Effect): void {
  if (!('how' in effect) || effect.how === name) return;
  throw new HarnessError('bad-fault', {
    expected: `how of the ${effect.kind} of ${name} to be the fault's name`,
    got: shown(effect.how),
    fix: `Write how: '${name}', by which checks and reports tell what was changed.`,
  });
}

const func = z.custom<(value: never) => unknown>((value) => typeof value === 'function', {
  error: 'expected a function',
});

const failure = z.union([
  z.strictObject({
    kind: z.literal('status'),
    status: z.int().min(400).max(599),
    code: z.exactOptional(z.string()),
    retryAfterMs: z.exactOptional(z.number().min(0)),
  }),
  z.strictObject({
    kind: z.literal('rpc'),
    code: z.union([z.int(), z.literal('tool')]),
    message: z.string(),
  }),
  z.strictObject({
    kind: z.literal('network'),
    code: z.enum(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE']),
  }),
]);

/** What each effect holds beside its kind. */
const shapes = {
  pass: {},
  delay: { ms: z.number().min(0).max(3_600_000), where: z.enum(['request', 'reply']) },
  hang: { acts: z.boolean() },
  refuse: { failure },
  lose: { failure },
  forge: { how: z.string(), meaning: z.unknown() },
  alter: { how: z.string(), isTrue: z.exactOptional(z.boolean()), alter: func },
  rewrite: { how: z.string(), rewrite: func },
  repeat: { times: z.int().min(2).max(100) },
  forget: {},
  cancel: {},
  crash: { acts: z.boolean() },
} satisfies Readonly<Record<Effect['kind'], z.core.$ZodShape>>;

const [pass, ...others] = Object.entries(shapes).map(([kind, shape]) =>
  z.strictObject({ kind: z.literal(kind), ...shape }),
);
const effectSchema = z.discriminatedUnion('kind', [pass!, ...others]);
