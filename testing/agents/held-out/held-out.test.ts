import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { eventsOf, run, type Plan, type RunRecord, type Scenario } from '../../../index.ts';
import { heldOut } from './index.ts';

/** The checks that fail; those of every run (`never-unsafe` …) say the same again. */
const failing = ({ verdicts }: RunRecord) =>
  verdicts
    .filter(({ check, verdict }) => verdict.result === 'fail' && !check.startsWith('never-'))
    .map(({ check }) => check);

const struckBy = ({ trace }: RunRecord) =>
  new Set(eventsOf(trace, 'fault.hit').map(({ strike }) => strike)).size;

const inPeace = (scenario: Scenario) => run(scenario, { plan: [] });

const lacking = (plan: Plan) => plan.map((strike) => plan.filter((other) => other !== strike));

describe.each(heldOut)('$id', ({ scenario, sound, witness, check, faults }) => {
  test('passes without faults, as its twin does', async () => {
    const records = [await inPeace(scenario), await inPeace(sound)];
    expect(records.map(failing)).toEqual([[], []]);
    expect(records.map(({ result }) => result)).toEqual(['pass', 'pass']);
    const calls = eventsOf(records[0]!.trace, 'call.start').filter(({ task }) =>
      task.startsWith('during'),
    );
    expect(calls.length).toBeGreaterThanOrEqual(2);
    expect(calls.length).toBeLessThanOrEqual(12);
  });

  test('fails its check under its witness, all of which strikes', async () => {
    const record = await run(scenario, { plan: witness });
    expect(witness).toHaveLength(faults);
    expect(struckBy(record)).toBe(faults);
    expect(failing(record)).toEqual([check]);
  });

  test('passes under each part of its witness', async () => {
    for (const plan of lacking(witness)) {
      expect(failing(await run(scenario, { plan }))).toEqual([]);
    }
  });

  test('has a twin that is struck by all of its witness and bears it', async () => {
    const record = await run(sound, { plan: witness });
    expect(struckBy(record)).toBe(faults);
    expect(failing(record)).toEqual([]);
    expect(record.result).toBe('pass');
  });
});

describe('the set', () => {
  test('has twenty agents with ids of their own, of which four or more take two faults', () => {
    expect(new Set(heldOut.map(({ id }) => id)).size).toBe(20);
    expect(heldOut.filter(({ faults }) => faults === 2).length).toBeGreaterThanOrEqual(4);
  });

  test('names each agent as its file', () => {
    const missing = heldOut.filter(
      ({ id }) => !existsSync(path.join(import.meta.dirname, `${id}.ts`)),
    );
    expect(missing).toEqual([]);
  });

  test('names a check that the scenario has', () => {
    const wrong = heldOut.filter(
      ({ check, scenario }) => !scenario.checks.some(({ name }) => name === check),
    );
    expect(wrong).toEqual([]);
  });
});
