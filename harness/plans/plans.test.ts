import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layers } from '../model/fault/fault.ts';
import type { Plan } from '../model/fault/plan.ts';
import { checkPlan, planTargets } from './check-plan.ts';
import { catalogue } from '../../faults/catalogue.ts';
import { lostReply, slow, truncatedToolArguments } from '../../faults/index.ts';
import { faultsAt, HarnessError, plans, type PlansOptions, type Struck } from '../../index.ts';
import { isFor } from '../model/fault/facet.ts';

const nobody = () => {
  throw new Error('is not opened');
};
// A point of every kind that a plan can be aimed at.
const world = {
  points: {
    tool: {
      kind: 'api',
      has: ['request', 'value', 'memory'],
      effects: ['POST /book', 'DELETE /book/:id'],
      open: nobody,
    },
    model: { kind: 'model', has: ['request', 'turn'], effects: [], open: nobody },
    server: { kind: 'mcp', has: ['request', 'value', 'rpc', 'memory'], effects: [], open: nobody },
    db: { kind: 'link', has: ['bytes'], effects: [], open: nobody },
  },
  systems: [{ name: 'agent', modes: ['wire'], hosts: ['agent'], start: nobody }],
} satisfies Struck;
const within = planTargets({ ...world, faults: catalogue });
const targets = within.points;
const sampled = { seed: 1, numRuns: 600 };

/** Every value that fast-check tries while it shrinks a failure as far as it can. */
function tried(any: fc.Arbitrary<Plan>, fails: (plan: Plan) => boolean, seed: number): Plan[] {
  const all: Plan[] = [];
  fc.check(
    fc.property(any, (plan) => {
      all.push(plan);
      return !fails(plan);
    }),
    { seed, numRuns: 200 },
  );
  return all;
}

describe('plans', () => {
  test('are all such as the scenario takes, at every target and of every layer', () => {
    const drawn = fc.sample(plans(world), sampled);
    for (const plan of drawn) expect(() => checkPlan(plan, within)).not.toThrow();
    const strikes = drawn.flat();
    expect(new Set(strikes.map(({ at }) => at))).toEqual(new Set(Object.keys(targets)));
    const kinds = new Set(strikes.map(({ fault }) => catalogue.named(fault.name).layer));
    expect(kinds).toEqual(new Set(layers));
    expect(new Set(drawn.map(({ length }) => length))).toEqual(new Set([0, 1, 2, 3]));
    expect(strikes.some(({ when }) => when.call === 'DELETE /book/:id')).toBe(true);
    expect(strikes.some(({ when }) => when.ms !== undefined)).toBe(true);
  });

  test('are the same for the same seed, and others for another', () => {
    const drawn = (seed: number) => fc.sample(plans(world), { seed, numRuns: 50 });
    expect(drawn(7)).toEqual(drawn(7));
    expect(drawn(7)).not.toEqual(drawn(8));
  });

  test('are plain data: as JSON they come back the same', () => {
    for (const plan of fc.sample(plans(world), sampled)) {
      expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    }
  });

  test('shrink without ever leaving what the scenario takes, down to no strike at all', () => {
    for (const seed of [1, 2, 3]) {
      const all = tried(plans(world), () => true, seed);
      for (const plan of all) expect(() => checkPlan(plan, within)).not.toThrow();
      expect(all.at(-1)).toEqual([]);
    }
  });

  test('shrink to the fewest strikes that still fail', () => {
    const isLost = (plan: Plan) => plan.some(({ fault }) => fault.name === 'lost-reply');
    const two = (plan: Plan) => isLost(plan) && plan.some(({ at }) => at === 'model');
    for (const seed of [1, 2, 3]) {
      const smallest = (fails: (plan: Plan) => boolean) =>
        tried(plans(world, { most: 6 }), fails, seed).findLast(fails);
      expect(smallest(isLost)).toHaveLength(1);
      expect(smallest(two)?.length).toBeLessThanOrEqual(2);
    }
  });

  test('keep to the faults and the number asked for', () => {
    const faults = [lostReply(), slow({ ms: 700 })];
    const drawn = fc.sample(plans(world, { most: 1, faults }), sampled);
    expect(Math.max(...drawn.map(({ length }) => length))).toBe(1);
    const said = new Set(drawn.flat().map(({ fault }) => JSON.stringify(fault)));
    const expected = faults.map(({ name, params }) => JSON.stringify({ name, params }));
    expect(said).toEqual(new Set(expected));
  });

  test('may be drawn for points alone, in a scenario that is still being written', () => {
    const drawn = fc.sample(plans({ points: { tool: world.points.tool } }), sampled).flat();
    expect(new Set(drawn.map(({ at }) => at))).toEqual(new Set(['tool']));
  });

  test('that cannot be drawn are refused: no fault fits, or a number is none', () => {
    const { tool } = world.points;
    const faults = [truncatedToolArguments()];
    expect(() => plans({ points: { tool } }, { faults })).toThrow(
      'a fault that can strike a point of the scenario: tool (api), got truncated-tool-arguments',
    );
    expect(() => plans(world, { faults: [] })).toThrow('got none');
    expect(() => plans(world, { most: 0 })).toThrow('`most` as a whole number');
  });

  test('of faults in the first argument are refused, and functions are told as such', () => {
    // As a user without types may write them.
    const misplaced = { ...world, faults: [lostReply()] } as unknown as Struck;
    expect(() => plans(misplaced)).toThrow(HarnessError);
    expect(() => plans(misplaced)).toThrow(
      'got in the first, `faults`: [{"name":"lost-reply","params":{"as":"ECONNRESET"}}]',
    );
    const uncalled = { faults: [lostReply, slow] } as unknown as PlansOptions;
    expect(() => plans(world, uncalled)).toThrow('got ["a function","a function"]');
  });
});

describe('faults at a point', () => {
  test('are those that can strike its kind, all of them, whether it is named or given', () => {
    for (const [name, { has }] of Object.entries(targets)) {
      const drawn = fc.sample(faultsAt(world, name), sampled).map((fault) => fault.name);
      expect(drawn.every((one) => isFor(catalogue.named(one).needs, { has }))).toBe(true);
      const given = fc.sample(faultsAt({ has }), sampled).map((fault) => fault.name);
      expect(new Set(given)).toEqual(new Set(drawn));
    }
  });

  test('of a point there is not are refused, with the nearest name', () => {
    expect(() => faultsAt(world, 'modle')).toThrow('Did you mean model?');
  });
});
