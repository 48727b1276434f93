import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { supportDesk, type Answer, type Desk } from './agent.ts';
import { sealOf, type ApprovalRequest } from './approvals.ts';
import { without, type Safeguards } from './safeguards.ts';
import type { Tier } from './trust.ts';

type Json = Readonly<Record<string, unknown>>;

/** What happens to a call at a service (`tools` by tool): another reply, or a network error. */
type Trouble = (service: string, body: Json) => Response | 'broken' | undefined;

const sealKey = 'k';
let folder = '';
let seen: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-'));
  seen = [];
});
afterEach(() => {
  vi.unstubAllGlobals();
  rmSync(folder, { recursive: true, force: true });
});

/** Services behind `fetch`, whose model proposes `calls`; `seen` lists what was called. */
function world(calls: readonly (readonly [string, string, number])[], trouble?: Trouble): void {
  vi.stubGlobal('fetch', (url: string | URL, init: RequestInit) => {
    const body = JSON.parse(String(init.body)) as Json;
    const { hostname } = new URL(url);
    const asked = hostname === 'retail' ? nameOf(body) : hostname;
    seen.push(asked);
    const struck = trouble?.(asked, body);
    if (struck === 'broken') return Promise.reject(new TypeError('fetch failed'));
    return Promise.resolve(struck ?? Response.json(answerOf(asked, body, calls)));
  });
}

function nameOf({ method, params }: Json): string {
  return method === 'tools/call' ? String((params as Json)['name']) : String(method);
}

function answerOf(asked: string, body: Json, calls: Parameters<typeof world>[0]): object {
  if (asked === 'model') return proposal(calls);
  if (asked === 'monitor') return { request: body['request'], wrong: 0 };
  if (asked === 'approver') return yesTo(body as unknown as ApprovalRequest);
  const result = { resultType: 'complete', content: [], ...resultOf(asked, body) };
  return { jsonrpc: '2.0', id: body['id'], result };
}

function resultOf(asked: string, { params }: Json): object {
  if (asked === 'server/discover') {
    return { supportedVersions: ['2026-07-28'], capabilities: { tools: {} } };
  }
  const args = (params as Json)['arguments'] as Json;
  if (asked !== 'get_orders') return { structuredContent: args };
  const ids = args['orders'] as readonly string[];
  const orders = Object.fromEntries(ids.map((id) => [id, { owed: 11, version: 'v1' }]));
  return { structuredContent: { orders } };
}

function proposal(calls: Parameters<typeof world>[0]): object {
  const tool_calls = calls.map(([name, order, amount]) => ({
    function: { name, arguments: JSON.stringify({ order, amount }) },
  }));
  return { choices: [{ finish_reason: 'tool_calls', message: { tool_calls } }] };
}

function yesTo({ request, args, argsHash, stateVersion }: ApprovalRequest): object {
  const expiresAt = new Date(Date.now() + 1000).toISOString();
  const yes = { approval: 'AP-1', request, args, argsHash, stateVersion, expiresAt };
  return { decision: 'approved', ...yes, seal: sealOf(yes, sealKey) };
}

function deskAt(start: Tier, missing?: keyof Safeguards): Desk {
  return supportDesk({
    modelUrl: 'http://model',
    approverUrl: 'http://approver',
    monitorUrl: 'http://monitor',
    toolUrls: { retail: 'http://retail' },
    stateDir: folder,
    sealKey,
    start,
    safeguards: without(missing),
  });
}

function ask(desk: Desk, orders: readonly string[] = ['A1']): Promise<Answer> {
  const signal = new AbortController().signal;
  return desk({ segment: 'retail', orders, text: 'Please.' }, { id: 'r1', signal });
}

const acts = () =>
  seen.filter((name) => ['credit', 'refund', 'approver', 'monitor'].includes(name));

describe('the support desk', () => {
  it('does what its tier allows, and suggests the rest', async () => {
    const calls = [
      ['credit', 'A1', 11],
      ['refund', 'A2', 11],
    ] as const;
    const done = ['r1/credit-A1', 'r1/refund-A2'];
    for (const [tier, expected, called] of [
      ['shadow', { status: 'escalated', done: [], suggested: [] }, ['monitor']],
      ['advisory', { status: 'degraded', done: [] }, ['monitor']],
      ['copilot', { status: 'degraded', done: done.slice(0, 1) }, ['credit', 'monitor']],
      ['autopilot', { status: 'full', done }, ['credit', 'approver', 'refund', 'monitor']],
    ] as const) {
      rmSync(folder, { recursive: true, force: true });
      seen = [];
      world(calls);
      expect(await ask(deskAt(tier), ['A1', 'A2'])).toMatchObject(expected);
      expect(acts()).toEqual(called);
    }
  });

  it('does three actions at most between two reviews, or all of them', async () => {
    const orders = ['A1', 'A2', 'A3', 'A4', 'A5'];
    world(orders.map((order) => ['credit', order, 11] as const));
    const three = ['credit', 'credit', 'credit', 'monitor'];
    await ask(deskAt('autopilot'), orders);
    expect(acts()).toEqual([...three, 'credit', 'credit', 'monitor']);
    seen = [];
    await ask(deskAt('autopilot', 'capsBlast'), orders);
    expect(acts()).toEqual(['credit', 'credit', ...three]);
  });

  it('asks people twice at most, and about refunds only', async () => {
    const orders = ['A1', 'A2', 'A3', 'A4'];
    const calls = orders.map((order, n) => [n === 0 ? 'credit' : 'refund', order, 11] as const);
    world(calls);
    expect(await ask(deskAt('autopilot'), orders)).toMatchObject({
      status: 'degraded',
      suggested: [{ tool: 'refund', args: { order: 'A4' } }],
    });
    expect(seen.filter((name) => name === 'approver')).toHaveLength(2);
    seen = [];
    await ask(deskAt('autopilot', 'promptsSparingly'), orders);
    expect(seen.filter((name) => name === 'approver')).toHaveLength(4);
  });

  it('leaves a refund to people where nobody said yes', async () => {
    const silence: Trouble = (service) => (service === 'approver' ? 'broken' : undefined);
    world([['refund', 'A1', 11]], silence);
    expect(await ask(deskAt('autopilot'))).toMatchObject({ status: 'escalated', done: [] });
    expect(await ask(deskAt('autopilot', 'needsDecision'))).toMatchObject({ status: 'full' });
  });

  it('sends an action again under the same key, and says what nobody confirmed', async () => {
    const keys: unknown[] = [];
    const lost: Trouble = (service, { params }) => {
      if (service !== 'credit') return undefined;
      keys.push(((params as Json)['arguments'] as Json)['key']);
      return 'broken';
    };
    world([['credit', 'A1', 11]], lost);
    expect(await ask(deskAt('copilot'))).toMatchObject({
      status: 'escalated',
      unconfirmed: ['r1/credit-A1'],
    });
    expect(keys).toEqual(['r1/credit-A1', 'r1/credit-A1']);
  });

  it('steps back when no review comes', async () => {
    world([['credit', 'A1', 11]], (service) => (service === 'monitor' ? 'broken' : undefined));
    const desk = deskAt('autopilot');
    expect(await ask(desk)).toMatchObject({ status: 'full', tier: 'advisory' });
    expect(await ask(desk)).toMatchObject({ status: 'degraded', done: [] });
  });

  it.each([
    ['an unknown tool', [['fly', 'A1', 11]]],
    ['an order of another ticket', [['credit', 'B9', 11]]],
    ['an order twice', [['credit', 'A1', 11], ['refund', 'A1', 11]]], // prettier-ignore
    ['an absurd amount', [['credit', 'A1', 5000]]],
    ['nothing', []],
  ] as const)('does nothing where the model proposes %s', async (_, calls) => {
    world(calls);
    expect(await ask(deskAt('autopilot'))).toMatchObject({ status: 'escalated', done: [] });
    expect(acts()).toEqual([]);
  });
});
