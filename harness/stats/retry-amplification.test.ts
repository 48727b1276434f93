import { describe, expect, it } from 'vitest';
import { retryAmplification } from './retry-amplification.ts';

describe('retry amplification', () => {
  it('is attempts per request, over that of the baseline', () => {
    const storm = { attempts: 320, requests: 80 };
    expect(retryAmplification(storm)).toBe(4);
    expect(retryAmplification(storm, { attempts: 100, requests: 80 })).toBeCloseTo(3.2, 12);
  });

  it('is null where there is nothing to divide by', () => {
    expect(retryAmplification({ attempts: 0, requests: 0 })).toBeNull();
    expect(
      retryAmplification({ attempts: 1, requests: 1 }, { attempts: 0, requests: 5 }),
    ).toBeNull();
  });

  it('refuses counts that are none', () => {
    expect(() => retryAmplification({ attempts: -1, requests: 1 })).toThrow(/at least 0/);
  });
});
