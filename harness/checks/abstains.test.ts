import { describe, expect, it } from 'vitest';
import type { Disposition } from '../model/trace/trace.ts';
import { abstains } from './abstains.ts';
import { traceBuilder, type TraceBuilder } from './trace-builder.ts';

const ask = (should: boolean, disposition: Disposition) =>
  traceBuilder().task('a', { shouldAbstain: should }).answer('', disposition);
const say = (what: string) => ({
  result: 'fail',
  signature: `abstains: ${what}`,
  evidence: [0, 1],
});
const verdict = (told: TraceBuilder, options = {}) => abstains(options).judge(told.trace());

/** One task in every phase, answered with these dispositions. */
function threePhases(
  baseline: Disposition,
  during: Disposition,
  after: Disposition,
  restMs = 0,
): TraceBuilder {
  const told = traceBuilder();
  const once = (id: string, disposition: Disposition) =>
    told.task(id, { input: 'q', shouldAbstain: true }).answer('', disposition);
  told.phase('baseline');
  once('a', baseline);
  told.phase('fault');
  once('b', during);
  told.phase('recovery').wait(restMs);
  once('c', after);
  return told;
}

describe('abstains', () => {
  it('passes right abstention on both sides', () => {
    expect(verdict(ask(true, 'abstained'))).toEqual({ result: 'pass' });
    expect(verdict(ask(true, 'escalated')).result).toBe('pass');
    expect(verdict(ask(false, 'full')).result).toBe('pass');
    expect(verdict(ask(false, 'failed')).result).toBe('pass');
  });

  it('fails wrong abstention on both sides', () => {
    expect(verdict(ask(true, 'full'))).toMatchObject(say('did not abstain'));
    expect(verdict(ask(true, 'failed'))).toMatchObject(say('did not abstain'));
    expect(verdict(ask(false, 'abstained'))).toMatchObject(say('abstained without need'));
    expect(verdict(traceBuilder().task('a', { shouldAbstain: true }).hang()).result).toBe('fail');
  });

  it('holds the phase it is told to its labels', () => {
    const told = threePhases('full', 'abstained', 'abstained');
    expect(verdict(told, { phase: 'recovery' }).result).toBe('pass');
    expect(verdict(told, { phase: 'baseline' }).result).toBe('fail');
  });

  it('asks for coverage of the answerable tasks of the baseline', () => {
    const told = traceBuilder().phase('baseline');
    told.task('a').answer('').task('b').answer('', 'degraded').task('c').answer('', 'abstained');
    told.task('d', { shouldAbstain: true }).answer('', 'abstained');
    told.phase('fault').task('e', { shouldAbstain: true }).answer('', 'abstained');
    expect(verdict(told, { coverageFloor: 2 / 3 }).result).toBe('pass');
    expect(verdict(told, { coverageFloor: 0.67 })).toMatchObject({
      result: 'fail',
      signature: 'abstains: coverage under its floor',
    });
    expect(verdict(ask(true, 'abstained'), { coverageFloor: 0.5 }).result).toBe('unknown');
  });

  it('asks that abstention ends with the fault phase', () => {
    const returns = {};
    expect(verdict(threePhases('full', 'abstained', 'full'), { returns }).result).toBe('pass');
    const stuck = threePhases('full', 'abstained', 'abstained', 20);
    expect(verdict(stuck, { returns })).toMatchObject({
      result: 'fail',
      signature: 'abstains: still abstains in the recovery',
    });
    expect(verdict(stuck, { returns: { within: 20 } }).result).toBe('fail');
    expect(verdict(stuck, { returns: { within: 21 } }).result).toBe('unknown');
    const always = threePhases('abstained', 'abstained', 'abstained');
    expect(verdict(always, { returns }).result).toBe('unknown');
  });

  it('cannot tell without tasks or labels', () => {
    expect(verdict(traceBuilder()).result).toBe('unknown');
    expect(verdict(traceBuilder().task('a').answer('')).result).toBe('unknown');
  });

  it('refuses a floor that is no share', () => {
    expect(() => abstains({ coverageFloor: 80 })).toThrow(/coverageFloor/);
  });
});
