import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { approvals, requestLapsesMs, sealOf, type Approval, type Decision } from './approvals.ts';
import { without, type Safeguards } from './safeguards.ts';

const sealKey = 'k';
const request = {
  tool: 'refund',
  args: { order: 'A1', amount: 11 },
  request: 'r1/refund-A1',
  stateVersion: 'v1',
} as const;

/** Answers each request with a yes that was changed so; null for no answer. */
function approver(change: ((yes: Approval) => object) | null, isResealed = false): void {
  vi.stubGlobal('fetch', (_url: unknown, init: RequestInit) => {
    if (!change) return Promise.reject(new TypeError('fetch failed'));
    const { request: name, ...asked } = JSON.parse(String(init.body)) as Approval;
    const expiresAt = new Date(Date.now() + 1000).toISOString();
    const yes = { ...asked, approval: 'AP-1', request: name, expiresAt };
    const sealed = { ...yes, seal: sealOf(yes, sealKey) };
    const changed = { ...sealed, ...change(sealed) };
    const seal = isResealed ? sealOf(changed, sealKey) : sealed.seal;
    return Promise.resolve(Response.json({ decision: 'approved', ...changed, seal }));
  });
}

function ask(missing?: keyof Safeguards): Promise<Decision> {
  const signal = new AbortController().signal;
  return approvals('http://approver', sealKey, without(missing)).ask(request, signal);
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('an approval', () => {
  it('holds for what was asked', async () => {
    approver(() => ({}));
    expect(await ask()).toMatchObject({ kind: 'approved', approval: { approval: 'AP-1' } });
  });

  it.each([
    ['another request', { request: 'r2/refund-A1' }],
    ['other arguments', { args: { order: 'A1', amount: 90 } }],
    ['other arguments', { argsHash: 'x' }],
    ['another state', { stateVersion: 'v2' }],
    ['expired', { expiresAt: '2020-01-01T00:00:00.000Z' }],
  ])('does not hold: %s', async (why, change) => {
    approver(() => change, true);
    expect(await ask()).toMatchObject({
      kind: 'not-approved',
      why: expect.stringContaining(why) as string,
    });
    expect(await ask('bindsApproval')).toMatchObject({ kind: 'approved', approval: change });
  });

  it('does not hold if it was changed on the way', async () => {
    approver(() => ({ approval: 'AP-2' }));
    expect(await ask()).toMatchObject({ why: 'the approval is not genuine' });
  });

  it('is not given by silence, unless that safeguard is out', async () => {
    approver(null);
    expect(await ask()).toEqual({ kind: 'not-approved', why: 'nobody decided' });
    expect(await ask('needsDecision')).toMatchObject({ kind: 'approved' });
  });

  it('is not asked for while two requests wait, and is again when one has lapsed', async () => {
    const spy = vi.fn<typeof fetch>(() => Promise.reject(new TypeError('fetch failed')));
    vi.stubGlobal('fetch', spy);
    const signal = new AbortController().signal;
    for (const [missing, times] of [
      [undefined, 2],
      ['boundsQueue', 4],
    ] as const) {
      spy.mockClear();
      const people = approvals('http://approver', sealKey, without(missing));
      for (let n = 0; n < 4; n += 1) await people.ask(request, signal);
      expect(spy).toHaveBeenCalledTimes(times);
      vi.advanceTimersByTime(requestLapsesMs);
      await people.ask(request, signal);
      expect(spy).toHaveBeenCalledTimes(times + 1);
    }
  });
});
