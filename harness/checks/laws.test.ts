import { describe, expect, it } from 'vitest';
import { abstains } from './abstains.ts';
import { backsOff } from './backs-off.ts';
import { bounded } from './bounded.ts';
import { completes } from './completes.ts';
import { degrades } from './degrades.ts';
import { discloses } from './discloses.ts';
import { exactlyOnce } from './exactly-once.ts';
import { faithful } from './faithful.ts';
import { honest } from './honest.ts';
import { noOrphans } from './no-orphans.ts';
import { recovers } from './recovers.ts';
import { traceBuilder } from './trace-builder.ts';

const checkers = [
  abstains(),
  backsOff(),
  bounded({ calls: 1 }),
  completes(),
  degrades(() => 'full'),
  discloses(),
  exactlyOnce(),
  faithful(),
  honest(),
  noOrphans(),
  recovers(),
];

/** A run that breaks every claim, its ids and times told by `salt`. */
function disaster(salt: string, lateMs: number) {
  const told = traceBuilder().wait(lateMs).phase('fault').task(`t${salt}`, { shouldAbstain: true });
  const limited = { outcome: 'failed', retryAfterMs: 50, hit: 0 } as const;
  const truth = { text: '', toolCalls: [{ arguments: `{"to":"Rome ${salt}"}` }] };
  told.call('model', 'chat', { outcome: 'broken', truth });
  told.call('flights', 'POST /book', { ...limited, input: { to: 'Ro' }, makes: `BK-1${salt}` });
  told.call('flights', 'POST /book', { ...limited, makes: `BK-2${salt}` });
  told.answer(`BA-0000000${salt}`, 'full', false).task(`u${salt}`).hang();
  return told.phase('recovery').task(`v${salt}`).fail(salt).trace();
}

describe.each(checkers.map((checker) => [checker.name, checker] as const))('%s', (_, checker) => {
  it('has a kebab-case name and cannot tell of an empty trace', () => {
    expect(checker.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(checker.judge(traceBuilder().trace()).result).toBe('unknown');
  });

  it('is pure: a trace saved and read gives the same verdict', () => {
    const trace = disaster('1', 0);
    const saved = JSON.parse(JSON.stringify(trace));
    expect(checker.judge(saved)).toEqual(checker.judge(trace));
  });

  it('fails with evidence and a signature free of ids and times', () => {
    const first = checker.judge(disaster('1', 0));
    const second = checker.judge(disaster('2', 77));
    if (first.result !== 'fail' || second.result !== 'fail') throw new Error('expected failures');
    expect(first.evidence.length).toBeGreaterThan(0);
    expect(first.signature).toBe(second.signature);
    expect(first.signature.startsWith(`${checker.name}: `)).toBe(true);
  });
});
