import { describe, expect, it } from 'vitest';
import { reproSchema, type Repro } from './repro.ts';

const found = {
  file: 'a.scenario.ts',
  scenario: 'books once',
  variant: 'careful',
  mode: 'sim',
  seed: 1,
  plan: [{ fault: { name: 'lost-reply', params: {} }, at: 'flights', when: { calls: 1 } }],
  check: 'exactly-once',
  signature: 's',
  reason: 'r',
  fingerprint: 'f',
  shrunk: { from: 3, to: 1, runs: 4 },
} as const;

const one: Repro = { version: 1, ...found, madeWith: { node: 'v24.0.0' } };

const two: Repro = {
  version: 2,
  ...found,
  origin: {
    epochMs: 0,
    tasks: ['t1'],
    effects: { flights: ['POST /book'] },
    path: [{ point: 'flights', label: 'POST /book' }],
    siblings: [[]],
    baseline: 'b1',
  },
  madeWith: { node: 'v24.0.0', brownout: '0.1.0', packages: { openai: '6.0.0' } },
};

const onWire: Repro = {
  ...two,
  mode: 'wire',
  origin: { ...two.origin, epochMs: null, path: null, baseline: null },
};

describe('the schema of a replay file', () => {
  it.each([
    ['version 1', one],
    ['version 2', two],
    ['the wire', onWire],
  ])('takes one of %s, unchanged by JSON', (_, repro) => {
    expect(reproSchema.parse(JSON.parse(JSON.stringify(repro)))).toEqual(repro);
  });

  it.each([
    ['another version', { version: 3 }, ['version']],
    ['no origin', { origin: undefined }, ['origin']],
    ['an epoch in words', { origin: { ...two.origin, epochMs: 'today' } }, ['origin', 'epochMs']],
    ['no path', { origin: { ...two.origin, path: undefined } }, ['origin', 'path']],
    ['a version that is a number', { madeWith: { node: 24 } }, ['madeWith', 'node']],
    ['a field of its own', { extra: 1 }, []],
  ])('refuses %s, and names the field', (_, change, path) => {
    const { error } = reproSchema.safeParse({ ...two, ...change });
    expect(error?.issues[0]?.path).toEqual(path);
  });

  it('takes no origin in version 1', () => {
    const { error } = reproSchema.safeParse({ ...one, origin: two.origin });
    expect(error?.issues[0]?.message).toContain('origin');
  });
});
