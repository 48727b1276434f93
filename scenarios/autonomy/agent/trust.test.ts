import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Action } from './actions.ts';
import { without, type Safeguards } from './safeguards.ts';
import { openTrust, type Tier, type Trust } from './trust.ts';

const credit: Action = { tool: 'credit', args: { order: 'A1', amount: 5 } };
const refund: Action = { tool: 'refund', args: { order: 'A1', amount: 5 } };

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'trust-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open(start: Tier, missing?: keyof Safeguards): Trust {
  return openTrust(folder, 'retail', start, without(missing));
}

function review(trust: Trust, ...wrongs: readonly number[]): void {
  for (const wrong of wrongs) trust.reviewed({ wrong });
}

describe('the trust of a segment', () => {
  it('is earned two good reviews a tier', () => {
    const trust = open('shadow');
    const seen = [0, 1, 2, 3, 4, 5, 6].map(() => {
      review(trust, 0);
      return trust.tier();
    });
    expect(seen).toEqual([
      'shadow',
      'advisory',
      'advisory',
      'copilot',
      'copilot',
      'autopilot',
      'autopilot',
    ]);
  });

  it('lets a copilot do what can be undone, an autopilot the rest, others nothing', () => {
    const may = (tier: Tier) => {
      const trust = openTrust(folder, tier, tier, without());
      return [trust.may(credit), trust.may(refund)];
    };
    expect(['shadow', 'advisory', 'copilot', 'autopilot'].map((tier) => may(tier as Tier))).toEqual(
      [
        [false, false],
        [false, false],
        [true, false],
        [true, true],
      ],
    );
  });

  it('is lost when more than a quarter of its reviews are bad, and then lost again', () => {
    const trust = open('autopilot');
    review(trust, 0, 0, 0, 1);
    expect(trust.tier()).toBe('autopilot');
    review(trust, 1);
    expect(trust.tier()).toBe('advisory');
    review(trust, 1);
    expect(trust.tier()).toBe('shadow');
  });

  it('is lost at three wrong actions, however many were right', () => {
    const trust = open('autopilot');
    review(trust, 0, 0, 0, 0, 0, 0, 0, 3);
    expect(trust.tier()).toBe('advisory');
    const naive = openTrust(folder, 'naive', 'autopilot', without('capsBlast'));
    review(naive, 0, 0, 0, 0, 0, 0, 0, 3);
    expect(naive.tier()).toBe('autopilot');
    expect(naive.allowance()).toBe(Number.POSITIVE_INFINITY);
  });

  it('allows three actions between reviews, fewer where some were wrong', () => {
    const trust = open('autopilot');
    expect(trust.allowance()).toBe(3);
    trust.expose(2);
    expect(trust.allowance()).toBe(1);
    trust.spare();
    review(trust, 0, 0, 0, 2);
    expect(trust.allowance()).toBe(1);
  });

  it('is lost when a review does not come, unless that safeguard is out', () => {
    for (const [missing, tier] of [
      [undefined, 'advisory'],
      ['demotesBlind', 'autopilot'],
    ] as const) {
      const trust = openTrust(folder, tier, 'autopilot', without(missing));
      trust.expose(1);
      trust.unreviewed();
      expect(trust.tier()).toBe(tier);
    }
    const low = openTrust(folder, 'low', 'shadow', without());
    low.unreviewed();
    expect(low.tier()).toBe('shadow');
  });

  it('outlives the process, and a review that a dead process waited for did not come', () => {
    review(open('advisory'), 0, 0);
    expect(open('shadow').tier()).toBe('copilot');
    open('shadow').expose(1);
    expect(open('shadow').tier()).toBe('advisory');
  });
});
