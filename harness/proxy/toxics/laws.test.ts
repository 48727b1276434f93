import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rig } from '../sockets/chain-fixture.ts';
import { problemIn } from '../check-toxic.ts';
import type { Attributes, Beyond } from '../toxic.ts';
import type { ToxicKind } from '../toxic-kind.ts';
import { toxicKinds } from './index.ts';

/** Any attributes that a kind takes, small enough to matter within a second. */
function attributesOf(kind: ToxicKind): fc.Arbitrary<Attributes> {
  const values = Object.entries(kind.attributes).map(([name, spec]) => {
    if (typeof spec.initial === 'string') return [name, fc.constant(spec.initial)] as const;
    const { least = -5, most = 400 } = spec as { least?: number; most?: number };
    return [name, fc.integer({ min: least, max: most })] as const;
  });
  return fc
    .record(Object.fromEntries<fc.Arbitrary<number | string>>(values))
    .filter((attributes) => problemIn(kind, attributes) === null);
}

type Step =
  | {
      readonly do: 'put';
      readonly kind: ToxicKind;
      readonly attributes: Attributes;
      beyond: Beyond;
    }
  | { readonly do: 'remove'; readonly kind: ToxicKind }
  | { readonly do: 'send'; readonly bytes: number }
  | { readonly do: 'pass'; readonly ms: number };

function steps(kinds: readonly ToxicKind[]): fc.Arbitrary<readonly Step[]> {
  const kind = fc.constantFrom(...kinds);
  const beyond = fc.constantFrom<Beyond>({}, {}, { perRequest: true });
  const put = kind.chain((one) =>
    fc.record({
      do: fc.constant('put' as const),
      kind: fc.constant(one),
      attributes: attributesOf(one),
      beyond,
    }),
  );
  const remove = fc.record({ do: fc.constant('remove' as const), kind });
  const send = fc.record({
    do: fc.constant('send' as const),
    bytes: fc.integer({ min: 1, max: 900 }),
  });
  const pass = fc.record({ do: fc.constant('pass' as const), ms: fc.nat(90) });
  return fc.array(fc.oneof(put, put, remove, send, send, send, pass, pass), { maxLength: 40 });
}

/** Letters from the nth on, so that what is out of order shows. */
function letters(from: number, count: number): string {
  return Array.from({ length: count }, (_, n) => String.fromCodePoint(97 + ((from + n) % 26))).join(
    '',
  );
}

function play(made: ReturnType<typeof rig>, all: readonly Step[]): string {
  let sent = '';
  for (const step of all) {
    if (step.do === 'put') made.put(step.kind, step.attributes, { beyond: step.beyond });
    else if (step.do === 'remove') made.remove(step.kind.type);
    else if (step.do === 'pass') made.clock.pass(step.ms);
    else {
      const text = letters(sent.length, step.bytes);
      sent += text;
      made.send(text);
    }
  }
  return sent;
}

const lossless = toxicKinds.filter(({ type }) =>
  ['bandwidth', 'latency', 'noop', 'slicer', 'slow_close'].includes(type),
);

test('whatever is put on, changed and taken off, whenever: no byte is lost or out of order', () => {
  fc.assert(
    fc.property(steps(lossless), fc.nat(), (all, seed) => {
      const made = rig({ seed });
      const sent = play(made, all);
      expect(sent.startsWith(made.text())).toBe(true);
      made.end();
      for (const { type } of lossless) made.remove(type);
      expect(made.text()).toBe(sent);
      expect(made.log.filter((line) => line.endsWith(' end'))).toHaveLength(1);
      expect([made.chain.heldBytes(), made.clock.timers()]).toEqual([0, 0]);
    }),
    { numRuns: 300 },
  );
});

test('with any toxics a connection that is over holds nothing; where none drops or adds bytes, those that arrive are those sent', () => {
  fc.assert(
    fc.property(steps(toxicKinds), fc.nat(), (all, seed) => {
      const made = rig({ seed });
      const sent = play(made, all);
      const hasDropped = all.some((step) => step.do === 'put' && !lossless.includes(step.kind));
      if (!hasDropped) expect(sent.startsWith(made.text())).toBe(true);
      expect(made.chain.heldBytes()).toBeGreaterThanOrEqual(0);
      made.chain.abort();
      expect([made.chain.heldBytes(), made.clock.timers()]).toEqual([0, 0]);
      const lines = made.log.length;
      made.clock.pass(10_000);
      expect(made.log).toHaveLength(lines);
    }),
    { numRuns: 300 },
  );
});

test('the same seed and the same time make the same', () => {
  fc.assert(
    fc.property(steps(toxicKinds), fc.nat(), (all, seed) => {
      const once = () => {
        const made = rig({ seed });
        play(made, all);
        made.clock.pass(1_000);
        return made.log;
      };
      expect(once()).toEqual(once());
    }),
    { numRuns: 100 },
  );
});

test('every kind has a sentence, and a type as Toxiproxy writes them', () => {
  for (const { type, says } of toxicKinds) {
    expect(type).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(says.length).toBeGreaterThan(5);
  }
  expect(new Set(toxicKinds.map(({ type }) => type)).size).toBe(toxicKinds.length);
});

test('docs/proxy.md tells of each kind that Toxiproxy lacks', () => {
  const docs = readFileSync('docs/proxy.md', 'utf8');
  const beyond = toxicKinds.filter((kind) => kind.beyond);
  expect(beyond.length).toBeGreaterThan(0);
  for (const { type } of beyond) expect(docs).toContain(`\`${type}\``);
});
