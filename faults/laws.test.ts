import { readdirSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Effect } from '../harness/model/fault/effect.ts';
import { isFor } from '../harness/model/fault/facet.ts';
import { isStanding, layers, type CallKind, type FaultKind } from '../harness/model/fault/fault.ts';
import { canonical } from '../harness/model/json/json.ts';
import { jsonReply, type Reply } from '../harness/model/reply.ts';
import type { Trace } from '../harness/model/trace/trace.ts';
import { paramsOf } from '../harness/plans/arbitrary.ts';
import { catalogue } from './catalogue.ts';
import { checkParams, makeFault, type FaultFactory } from '../harness/plans/define.ts';
import { parametersOf, type Parameter } from '../harness/plans/parameters.ts';
import { faultPhrases } from '../reports/harm/fault-phrases.ts';
import {
  callingTurn,
  chatStream,
  frozen,
  messageStream,
  momentOf,
  sampleCall,
  search,
  searchReply,
} from './testing/samples.ts';

const kinds = catalogue.kinds;
const perCall = kinds.filter((kind): kind is CallKind => !isStanding(kind));
const standing = kinds.filter(isStanding);
// A fixed seed: the laws must not fail one day by luck.
const runs = { seed: 1, numRuns: 60 };
/** Megabytes take their time: a fault that makes them is tried less often. */
const runsOf = (kind: FaultKind) => ({
  ...runs,
  numRuns: parametersOf(kind).some(isHeavy) ? 8 : 60,
});
const isHeavy = ({ unit, range }: Parameter) =>
  unit === 'bytes' && range.kind === 'whole' && range.max >= 1_000_000;
const seeds = fc.integer({ min: 0, max: 1_000_000 });
const believable = fc.object({
  key: fc.constantFrom(
    'id',
    'ids',
    'orderId',
    'name',
    'updatedAt',
    'date',
    'total',
    'items',
    'price',
  ),
  values: [
    fc.integer({ min: 0, max: 2_000_000_000 }),
    fc.double({ min: -10, max: 900, noNaN: true }),
    fc.constantFrom(
      'BA-0k3f9x2a',
      '2026-03-06T10:00:00.5+02:00',
      '2026-02-29',
      'Ada Obi',
      '42',
      '',
    ),
    fc.uuid(),
    fc.constant(null),
    fc.boolean(),
  ],
  withNullPrototype: false,
});
const meanings = fc.oneof(
  fc.jsonValue(),
  believable,
  fc.array(believable, { maxLength: 4 }),
  fc.constantFrom<unknown>(search, callingTurn, undefined),
);
const replies = fc.oneof(
  fc.constantFrom<Reply>(searchReply, chatStream, messageStream),
  fc.jsonValue().map((value) => jsonReply(value)),
  fc.array(fc.string({ unit: 'binary' }), { maxLength: 6 }).map(framed),
  fc.array(fc.uint8Array({ maxLength: 9 }), { maxLength: 6 }).map(framed),
);
const closed: readonly Effect['kind'][] = [
  'pass', 'delay', 'hang', 'refuse', 'lose', 'forge', 'alter', 'rewrite', 'repeat', 'forget', 'cancel', 'crash',
]; // prettier-ignore

function framed(pieces: readonly (string | Uint8Array)[]): Reply {
  const frames = pieces.map((data) => ({ afterMs: 5, data }));
  return { status: 200, headers: {}, frames, end: 'done', meaning: 'text' };
}

/** An effect with its functions replaced by what they do, so that two can be compared. */
function seen(effect: Effect, meaning: unknown, reply: Reply): unknown {
  if (effect.kind === 'alter') return { ...effect, alter: effect.alter(meaning) ?? null };
  if (effect.kind === 'rewrite') return { ...effect, rewrite: effect.rewrite(reply) };
  return effect;
}

describe.each(kinds.map((kind) => [kind.name, kind] as const))('%s', (name, kind) => {
  test('has a name of words joined by dashes, and one sentence about it', () => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(kind.about).toMatch(/^[A-Z][^.]{10,110}\.$/);
    expect(kind.needs.length).toBeGreaterThan(0);
  });

  test('works without parameters, each of which has words, a finite range and a default', () => {
    const parameters = parametersOf(kind);
    expect(Object.keys(checkParams(kind, {})).toSorted()).toEqual(
      parameters.flatMap((one) => (one.usual === null ? [] : [one.name])).toSorted(),
    );
    for (const { about, range, unit } of parameters) {
      expect(about).not.toBe('');
      if (range.kind === 'whole' || range.kind === 'number') expect(unit).not.toBe('');
    }
  });

  test('accepts every value of its space, also after a round trip through JSON', () => {
    const accepts = fc.property(paramsOf(kind), (params) => {
      expect(checkParams(kind, params)).toEqual(params);
      expect(checkParams(kind, JSON.parse(JSON.stringify(params)))).toEqual(params);
      const strike = makeFault(kind, params).at('point', { calls: 1 });
      expect(JSON.parse(JSON.stringify(strike))).toEqual(strike);
    });
    fc.assert(accepts, runs);
  });

  test('turns down what lies outside of its space, and says what it may be', () => {
    const bad = { code: 'bad-fault' };
    expect(() => makeFault(kind, { nonsense: 1 })).toThrow(expect.objectContaining(bad));
    for (const parameter of parametersOf(kind)) {
      for (const value of outsideOf(parameter)) {
        const given = { [parameter.name]: value };
        const says = { ...bad, expected: expect.stringContaining(parameter.name) };
        expect(() => makeFault(kind, given), JSON.stringify(given)).toThrow(
          expect.objectContaining(says),
        );
      }
    }
  });
});

describe.each(perCall.map((kind) => [kind.name, kind] as const))('%s, at a call', (name, kind) => {
  const cases = fc.record({
    params: paramsOf(kind),
    seed: seeds,
    meaning: meanings,
    reply: replies,
  });
  const effectAt = (params: object, seed: number, lastGood?: unknown): Effect =>
    kind.effect(frozen(params), sampleCall, momentOf(seed, lastGood));

  test('has an effect of the closed set, the same for the same seed', () => {
    const same = fc.property(cases, ({ params, seed, meaning, reply }) => {
      const first = effectAt(params, seed);
      expect(closed).toContain(first.kind);
      const once = canonical(seen(first, meaning, reply));
      expect(canonical(seen(effectAt(params, seed), meaning, reply))).toBe(once);
      // The gate may ask twice, as for a delivery that is repeated.
      expect(canonical(seen(first, meaning, reply))).toBe(once);
    });
    fc.assert(same, runsOf(kind));
  });

  test('has words in reports/harm/fault-phrases.ts where its effect has none for it', () => {
    const crowded = { ...momentOf(), alongside: 1 };
    const { kind: effect } = kind.effect(checkParams(kind, {}), sampleCall, crowded);
    const hit = { kind: 'fault.hit', strike: 0, fault: name, effect };
    const points = { flights: { kind: 'api', has: kind.needs } };
    const trace = { plan: [{ at: 'flights' }], points, events: [hit] } as unknown as Trace;
    const isVague = /fails$|gives a wrong answer|answers what is not so|late or broken/;
    expect(faultPhrases(trace)).not.toMatch(isVague);
  });

  test('never changes what it is given', () => {
    const kept = fc.property(cases, ({ params, seed, meaning, reply }) => {
      const bytes = reply.frames.map(({ data }) => data.slice());
      seen(effectAt(params, seed, frozen(meaning)), frozen(meaning), frozen(reply));
      expect(reply.frames.map(({ data }) => data)).toEqual(bytes);
    });
    fc.assert(kept, runsOf(kind));
  });

  test('alters JSON to JSON, taints it by its name, and leaves a reply without meaning', () => {
    const stays = fc.property(cases, ({ params, seed, meaning }) => {
      const effect = effectAt(params, seed, meaning);
      if (effect.kind === 'forge') expect(effect.how).toBe(name);
      if (effect.kind !== 'alter') return;
      expect(effect.how).toBe(name);
      expect(effect.alter(undefined)).toBe(undefined);
      const after = effect.alter(meaning);
      if (meaning !== undefined) {
        expect(canonical(JSON.parse(JSON.stringify(after)))).toBe(canonical(after));
      }
    });
    fc.assert(stays, runsOf(kind));
  });

  test('has sound variants, which have none but themselves', () => {
    const { variants = (params) => [params] } = kind;
    const kept = fc.property(paramsOf(kind), fc.array(meanings), (params, replies) => {
      const all = variants(frozen(params), frozen(replies));
      expect(all.length).toBeGreaterThan(0);
      for (const one of all) {
        expect(checkParams(kind, one)).toEqual(one);
        expect(variants(one, replies)).toEqual([one]);
      }
    });
    fc.assert(kept, runsOf(kind));
  });

  test('rewrites to sound replies, whose meaning goes with the bytes that said it', () => {
    const sound = fc.property(cases, ({ params, seed, reply }) => {
      const effect = effectAt(params, seed);
      if (effect.kind !== 'rewrite') return;
      expect(effect.how).toBe(name);
      const after = effect.rewrite(reply);
      for (const { afterMs } of after.frames) expect(afterMs).toBeGreaterThanOrEqual(0);
      const isWhole = after.end === 'done' && bodyOf(after).equals(bodyOf(reply));
      expect('meaning' in after).toBe(isWhole);
      const length = after.headers['content-length'];
      if (length !== undefined && after.end === 'done') {
        expect(length).toBe(String(bodyOf(after).length));
      }
    });
    fc.assert(sound, runsOf(kind));
  });
});

describe.each(standing.map((kind) => [kind.name, kind] as const))('%s, on', (_, kind) => {
  test('has a condition for the places it strikes, plain data, the same every time', () => {
    const same = fc.property(paramsOf(kind), (params) => {
      const condition = kind.condition(frozen(params));
      expect(isFor(kind.needs, { has: [condition.on === 'link' ? 'bytes' : 'process'] })).toBe(
        true,
      );
      expect(kind.layer).toBe(condition.on);
      expect(JSON.parse(JSON.stringify(condition))).toEqual(condition);
      expect(kind.condition(params)).toEqual(condition);
    });
    fc.assert(same, runs);
  });
});

test('every fault in a folder of a layer is in the catalogue, with that layer', async () => {
  const files = layers.flatMap((layer) =>
    readdirSync(new URL(layer, import.meta.url))
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => ({ layer, file })),
  );
  const written = await Promise.all(
    files.map(async ({ layer, file }) => {
      const module = (await import(`./${layer}/${file}`)) as Record<string, FaultFactory<never>>;
      return Object.values(module).map(({ kind }) => `${layer}/${kind.name}`);
    }),
  );
  const listed = kinds.map(({ layer, name }) => `${layer}/${name}`);
  expect(written.flat().toSorted()).toEqual(listed.toSorted());
});

function bodyOf(reply: Reply): Buffer {
  return Buffer.concat(reply.frames.map(({ data }) => Buffer.from(data)));
}

function outsideOf({ range }: Parameter): readonly unknown[] {
  switch (range.kind) {
    case 'whole':
      return [range.min - 1, range.max + 1, range.min + 0.5, Number.NaN, '3', null];
    case 'number':
      return [range.min - 0.01, range.max + 0.01, Number.NaN, Infinity, 'half', null];
    case 'choice':
      return ['nonsense', 7.5, null, []];
    case 'text':
      return ['', 'two words', 3, 'x'.repeat(65), 'two\nlines'].filter(
        (value) => typeof value !== 'string' || !new RegExp(range.pattern).test(value),
      );
  }
}
