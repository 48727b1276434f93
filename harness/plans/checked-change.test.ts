import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { slow } from '../../faults/call/slow.ts';
import type { Effect } from '../model/fault/effect.ts';
import { applied } from '../model/fault/applied.ts';
import { isStanding } from '../model/fault/fault.ts';
import { jsonReply, type Reply } from '../model/reply.ts';
import { defineFault } from './define.ts';
import { faultRegistry, withFaults } from './fault-registry.ts';

/** What an effect of a user's own fault makes of a reply. */
function made(effect: unknown): unknown {
  const own = defineFault({
    name: 'odd-price',
    about: 'A price is wrong.',
    harm: 'false',
    effect: () => effect as Effect,
  });
  const none = faultRegistry([], { menu: [], delayed: (ms) => slow({ ms }) });
  const kind = withFaults(none, [own]).named('odd-price');
  if (isStanding(kind)) throw new Error('it strikes calls');
  const moment = { draw: () => 0, nowMs: 0, lastGood: undefined, alongside: 0 };
  const checked = kind.effect({}, undefined as never, moment);
  if (checked.kind !== 'alter' && checked.kind !== 'rewrite') return checked;
  return applied(checked, jsonReply({ price: 5, tags: ['a'] }), jsonReply);
}

type Meaning = { price: number; tags: string[] };
const altering = (alter: (meaning: Meaning) => unknown) => ({
  kind: 'alter',
  how: 'odd-price',
  alter,
});
type Loose = { -readonly [Name in keyof Reply]: Reply[Name] };
const rewriting = (rewrite: (reply: Loose) => unknown) => ({
  kind: 'rewrite',
  how: 'odd-price',
  rewrite,
});

test.each<[string, unknown, string]>([
  ['alter returns nothing', altering(() => undefined), 'undefined (a `return` may be missing)'],
  ['alter returns a promise', altering(async (meaning) => meaning), 'a promise'],
  ['alter returns a function', altering(() => () => 1), 'a function'],
  ['alter makes NaN', altering((meaning) => ({ a: [meaning.price * Number('x')] })), 'whose a.0'],
  ['alter puts a Map in it', altering(() => ({ of: new Map() })), 'whose of'],
  ['alter throws', altering(() => JSON.parse('{')), 'an error: SyntaxError'],
  [
    'alter changes what it is given',
    altering((meaning) => Object.assign(meaning, { price: 9 })),
    'a meaning that it changed in place',
  ],
  [
    'alter changes what is deep in what it is given',
    altering((meaning) => ({ ...meaning, tags: (meaning.tags.push('b'), meaning.tags) })),
    'a meaning that it changed in place',
  ],
  ['rewrite returns nothing', rewriting(() => undefined), 'undefined (a `return` may be missing)'],
  ['rewrite returns a promise', rewriting(async (reply) => reply), 'a promise'],
  ['rewrite returns no reply', rewriting(({ status }) => ({ status })), 'whose headers'],
  [
    'rewrite throws',
    rewriting((reply) => (reply as never)['body']['length']),
    'an error: TypeError',
  ],
  [
    'rewrite changes what it is given',
    rewriting((reply) => Object.assign(reply, { status: 500 })),
    'a reply that it changed in place',
  ],
  [
    'forge means a promise',
    { kind: 'forge', how: 'odd-price', meaning: Promise.resolve(1) },
    'a promise',
  ],
  ['alter has another name', { ...altering(({ price }) => price * 2), how: 'odd' }, '"odd"'],
  ['forge has no name', { kind: 'forge', how: '', meaning: 1 }, '""'],
])('a fault whose %s is an error that names it', (_, effect, got) => {
  expect(() => made(effect)).toThrow(
    expect.objectContaining({
      code: 'bad-fault',
      expected: expect.stringContaining('odd-price'),
      got: expect.stringContaining(got),
    }),
  );
});

test.each<[string, unknown, object | null]>([
  ['a new value', altering((meaning) => ({ ...meaning, price: 9 })), { meaning: { price: 9 } }],
  ['null', altering(() => null), { meaning: null }],
  [
    'an object of another realm',
    altering(() => runInNewContext('({ price: [9] })')),
    { status: 200 },
  ],
  ['what came', altering((meaning) => meaning), null],
  ['a field that is left out', altering(() => ({ price: undefined })), { status: 200 }],
  ['another reply', rewriting((reply) => ({ ...reply, end: 'fin' })), { end: 'fin' }],
  ['an empty reply', { kind: 'forge', how: 'odd-price', meaning: undefined }, { kind: 'forge' }],
])('a fault may give %s', (_, effect, came) => {
  if (came === null) expect(made(effect)).toBe(null);
  else expect(made(effect)).toMatchObject(came);
});
