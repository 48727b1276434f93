import { z } from 'zod';
import { HarnessError } from '../model/error.ts';
import { isSentAlike } from '../model/fault/applied.ts';
import type { Effect } from '../model/fault/effect.ts';
import { canonical } from '../model/json/json.ts';
import { isObject } from '../model/json/walk.ts';
import type { Reply } from '../model/reply.ts';
import { shown } from '../model/options/strict.ts';

/**
 * An effect of a user's own fault whose change of a reply is checked before the reply is sent. A
 * change that throws, returns nothing or mutates its argument is a `bad-fault` error, since the run
 * could pass although nothing, or an empty reply, was sent.
 */
export function checkedChange(fault: string, effect: Effect): Effect {
  switch (effect.kind) {
    case 'forge':
      if (effect.meaning !== undefined)
        demandJson(`the forged meaning of ${fault}`, effect.meaning);
      return effect;
    case 'alter':
      return { ...effect, alter: (meaning) => altered(fault, meaning, effect.alter) };
    case 'rewrite':
      return { ...effect, rewrite: (reply) => rewritten(fault, reply, effect.rewrite) };
    default:
      return effect;
  }
}

/** Runs code of a user's own fault; what it throws becomes a `bad-fault` error that names the fault. */
export function called<T>(expected: string, fix: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const says = { expected, got: `an error: ${String(error)}`, fix };
    throw new HarnessError('bad-fault', says, { cause: error });
  }
}

function altered(fault: string, meaning: unknown, alter: (meaning: unknown) => unknown): unknown {
  const what = `alter of ${fault}`;
  const before = canonical(meaning);
  const fix =
    'The meaning may be any JSON value: look at it first, and return it where it is not yours.';
  const made = called(`${what} to return the changed meaning`, fix, () => alter(meaning));
  if (canonical(meaning) !== before) throw inPlace(what, 'meaning', '({ ...meaning, … })');
  demandJson(`the meaning that ${what} returns`, made);
  return made;
}

function rewritten(fault: string, reply: Reply, rewrite: (reply: Reply) => Reply): Reply {
  const what = `rewrite of ${fault}`;
  const { status, headers, frames, end, meaning } = reply;
  const before = structuredClone({ status, headers, frames, end });
  const meant = canonical(meaning);
  const made = called(`${what} to return a reply`, 'Return the reply as it is sent.', () =>
    rewrite(reply),
  );
  if (!isSentAlike(before, reply) || canonical(reply.meaning) !== meant)
    throw inPlace(what, 'reply', '({ ...reply, … })');
  const { error } = replySchema.safeParse(made);
  const [issue] = error?.issues ?? [];
  if (!issue) return made;
  const at = issue.path.length === 0 ? '' : `, whose ${issue.path.join('.')} is wrong`;
  throw new HarnessError('bad-fault', {
    expected: `${what} to return a reply: status, headers (one text each), frames and end`,
    got: `${returned(made)}${at}`,
    fix: 'Return a new reply: (reply) => ({ ...reply, … }).',
  });
}

const replySchema = z.looseObject({
  status: z.int().min(100).max(599),
  headers: z.record(z.string(), z.string()),
  frames: z.array(
    z.looseObject({
      afterMs: z.number().min(0),
      data: z.union([z.string(), z.instanceof(Uint8Array)]),
    }),
  ),
  end: z.enum(['done', 'fin', 'reset', 'stall']),
});

function inPlace(what: string, given: string, example: string): HarnessError {
  return new HarnessError('bad-fault', {
    expected: `${what} to leave the ${given} that it is given as it is, and to return a new one`,
    got: `a ${given} that it changed in place`,
    fix: `Return a new value: (${given}) => ${example}.`,
  });
}

/** Throws where JSON has no word for the value or for something in it; fields may be undefined. */
function demandJson(what: string, value: unknown): void {
  const bad = value === undefined ? '' : unwritableIn(value, '');
  if (bad === null) return;
  throw new HarnessError('bad-fault', {
    expected: `${what} to be a JSON value`,
    got: bad === '' ? returned(value) : `${shown(value)}, whose ${bad} JSON has no word for`,
    fix: 'Return the whole meaning that the caller gets (null is one), and no promise.',
  });
}

/** Where in the value something is that JSON has no word for: '' for the value itself, else null. */
function unwritableIn(value: unknown, at: string): string | null {
  if (Array.isArray(value)) return firstIn(value.entries(), at);
  if (typeof value === 'number') return Number.isFinite(value) ? null : at;
  if (typeof value !== 'object' || value === null)
    return ['function', 'symbol', 'bigint'].includes(typeof value) ? at : null;
  if (isObject(value) && typeof value['toJSON'] === 'function') return null;
  // By its tag, since a value may come from another realm: a promise or a map is no plain object.
  const isPlain = Object.prototype.toString.call(value) === '[object Object]';
  return isPlain ? firstIn(Object.entries(value), at) : at;
}

function firstIn(fields: Iterable<readonly [string | number, unknown]>, at: string): string | null {
  for (const [name, inner] of fields) {
    const bad = unwritableIn(inner, at === '' ? String(name) : `${at}.${name}`);
    if (bad !== null) return bad;
  }
  return null;
}

function returned(value: unknown): string {
  if (value === undefined) return 'undefined (a `return` may be missing)';
  return isObject(value) && typeof value['then'] === 'function' ? 'a promise' : shown(value);
}
