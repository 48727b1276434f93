import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { claimsDesk } from './agent.ts';
import type { Claim } from './claim.ts';
import type { Answer } from './decision.ts';
import { without } from './safeguards.ts';

const rules = { limitCents: 5000, blocked: ['casino'], known: ['taxi', 'hotel'] };
const signed = { rules, sha256: createHash('sha256').update(JSON.stringify(rules)).digest('hex') };

/** What each service says to a request; undefined stands for a connection that breaks. */
interface Services {
  readonly model?: (asked: Asked, nth: number) => object | string | Response | undefined;
  readonly rulebook?: () => Response | undefined;
  readonly payouts?: (order: object, nth: number) => Response | undefined;
}

/** A request of the model: its messages as text, and the tool it must call. */
interface Asked {
  readonly text: string;
  readonly tool: string;
}

/** Services behind `fetch`; collects what the model and the till were asked. */
function serving(services: Services) {
  const asked: Asked[] = [];
  const paid: { readonly order: object; readonly key: string | null }[] = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => {
    const body = JSON.parse(String(init.body ?? '{}')) as Record<string, unknown>;
    const reply = answerTo(new URL(url).host, body, init);
    return reply ? Promise.resolve(reply) : Promise.reject(new TypeError('fetch failed'));
  });
  function answerTo(host: string, body: Record<string, unknown>, init: RequestInit) {
    if (host === 'rulebook') return (services.rulebook ?? (() => Response.json(signed)))();
    if (host === 'payouts') {
      paid.push({ order: body, key: new Headers(init.headers).get('idempotency-key') });
      const receipt = () => Response.json({ ...body, payout: 'PO-00000001' });
      return (services.payouts ?? receipt)(body, paid.length);
    }
    const { messages, tool_choice: choice } = body as {
      messages: { content: string }[];
      tool_choice: { function: { name: string } };
    };
    const question = {
      text: messages.map(({ content }) => content).join('\n'),
      tool: choice.function.name,
    };
    asked.push(question);
    const said = services.model?.(question, asked.length);
    return said instanceof Response ? said : said === undefined ? said : turn(said, question.tool);
  }
  return { asked, paid };
}

/** A turn that calls the tool; with text as arguments where they are not JSON. */
function turn(args: object | string, name: string): Response {
  const text = typeof args === 'string' ? args : JSON.stringify(args);
  const message = { content: null, tool_calls: [{ function: { name, arguments: text } }] };
  return Response.json({ choices: [{ message }] });
}

function claim(text: string, amount: string, more: Partial<Claim> = {}): Claim {
  return { id: 'C1', from: 'a@b.example', country: 'IE', items: [{ text, amount }], ...more };
}

function ask(claims: readonly Claim[], safeguard = ''): Promise<Answer> {
  const at = { model: 'http://model', rulebook: 'http://rulebook', payouts: 'http://payouts' };
  const { signal } = new AbortController();
  return claimsDesk(at, without(safeguard))({ claims }, { signal });
}

async function decide(it: Claim, safeguard = '') {
  const [decision] = (await ask([it], safeguard)).decisions;
  return decision;
}

const down = () => new Response('no', { status: 503 });
const lamp = claim('Lamp', '12.40');
const approves = { reason: 'fine', total: 12, queue: 'approved' };

afterEach(() => void vi.unstubAllGlobals());

describe('what rules can settle', () => {
  it('is settled with no model at all', async () => {
    const { asked, paid } = serving({});
    const answer = await ask([
      claim('Taxi', '31.20'),
      claim('Hotel', '80.00', { id: 'C2' }),
      claim('Casino', '10.00', { id: 'C3' }),
      claim('Taxi', '10.00', { id: 'C4', from: 'nobody' }),
      claim('Taxi', 'ten', { id: 'C5' }),
    ]);
    expect(answer.status).toBe('done');
    expect(answer.decisions.map(({ queue, by }) => `${queue} by ${by}`)).toEqual([
      'approved by rules',
      'manager by rules',
      'rejected by rules',
      'rejected by rules',
      'people by rules',
    ]);
    expect(answer.decisions[0]).toMatchObject({ totalCents: 3120, taxCents: 583 });
    expect(asked).toEqual([]);
    expect(paid).toEqual([{ order: { claimId: 'C1', cents: 3120 }, key: 'claim-C1' }]);
  });

  it('needs the model without rulesFirst', async () => {
    serving({ model: down });
    expect(await decide(claim('Taxi', '31.20'), 'rulesFirst')).toMatchObject({ by: 'nobody' });
    const seen = serving({ model: () => ({ address_ok: true, total: 31, tax: 5 }) });
    expect(await decide(claim('Taxi', '31.20'), 'rulesFirst')).toMatchObject({ totalCents: 3100 });
    expect(seen.asked[0]?.tool).toBe('assess');
  });

  it('stays rejected, unless the model may overrule it', async () => {
    const { asked } = serving({ model: () => approves });
    expect(await decide(claim('ＣＡＳİＮＯ', '12.40'))).toMatchObject({ queue: 'rejected' });
    expect(asked).toEqual([]);
    expect(await decide(claim('ＣＡＳİＮＯ', '12.40'), 'rulesWin')).toMatchObject({
      queue: 'approved',
      by: 'model',
    });
  });
});

describe('what goes to the model', () => {
  it('is paid by its line items, not by the total the model reads', async () => {
    const { paid } = serving({ model: () => ({ ...approves, total: 50 }) });
    const over = claim('Lamp', '50.40');
    expect(await decide(over)).toMatchObject({ queue: 'manager', totalCents: 5040 });
    expect(paid).toEqual([]);
    expect(await decide(over, 'countsInCode')).toMatchObject({ queue: 'approved' });
    expect(paid).toMatchObject([{ order: { cents: 5000 } }]);
  });

  it('is the same question under any number, from anybody, at any time', async () => {
    const twins = [lamp, { ...lamp, id: 'C2', from: 'else@b.example' }];
    const same = serving({ model: () => approves });
    await ask(twins);
    expect(same.asked[0]).toEqual(same.asked[1]);
    const other = serving({ model: () => approves });
    await ask(twins, 'asksOnlyTheClaim');
    expect(other.asked[0]).not.toEqual(other.asked[1]);
  });

  it.each([
    ['an invented queue', { ...approves, queue: 'legal' }],
    ['broken JSON', '{"reason":"fine","total":12,"queue":"app'],
    ['another tool', turn(approves, 'search')],
    ['no words at all', Response.json({ choices: [{ message: { content: '' } }] })],
  ])('may mend %s once', async (_, nonsense) => {
    const fresh = () => (nonsense instanceof Response ? nonsense.clone() : nonsense);
    const once = serving({ model: (_asked, nth) => (nth === 1 ? fresh() : approves) });
    expect(await decide(lamp)).toMatchObject({ queue: 'approved', by: 'model' });
    expect(once.asked).toHaveLength(2);
    expect(once.asked[1]?.text).toContain('cannot be used');
    const always = serving({ model: fresh });
    expect(await decide(lamp)).toMatchObject({ queue: 'people', by: 'nobody' });
    expect(always.asked).toHaveLength(2);
  });

  it('lands in a queue that nobody reads without checksOutput', async () => {
    serving({ model: () => '{"reason":"fine","total":12,"queue":"app' });
    expect(await decide(lamp, 'checksOutput')).toMatchObject({ queue: 'app' });
    serving({ model: () => Response.json({ choices: [{ message: {} }] }) });
    expect(await decide(lamp, 'checksOutput')).toMatchObject({ queue: 'undefined' });
  });

  it('is tried again after the wait the model asks for, unless that is too long', async () => {
    const limited = (ms: string) =>
      new Response('no', { status: 429, headers: { 'retry-after-ms': ms } });
    const short = serving({ model: (_, nth) => (nth === 1 ? limited('1') : approves) });
    expect(await decide(lamp)).toMatchObject({ queue: 'approved' });
    expect(short.asked).toHaveLength(2);
    const long = serving({ model: () => limited('60000') });
    expect(await decide(lamp)).toMatchObject({ queue: 'people' });
    expect(long.asked).toHaveLength(1);
  });
});

describe('while the rules are down', () => {
  const many = Array.from({ length: 8 }, (_, n) => claim('Taxi', '12.40', { id: `C${n}` }));

  it('three claims go to the model, none is paid, and people get the rest', async () => {
    const { asked, paid } = serving({ rulebook: down, model: () => approves });
    const { status, decisions } = await ask(many);
    expect(status).toBe('partial');
    const given = decisions.map(({ queue }) => queue).join(' ');
    expect(given).toBe(`manager manager manager${' people'.repeat(5)}`);
    expect([asked.length, paid.length]).toEqual([3, 0]);
  });

  it('all of them do without capsSpill', async () => {
    const { asked } = serving({ rulebook: down, model: () => approves });
    await ask(many, 'capsSpill');
    expect(asked).toHaveLength(8);
  });

  it('addresses and amounts are still judged', async () => {
    serving({ rulebook: () => undefined });
    const from = 'nobody';
    expect(await decide(claim('Taxi', '9.99', { from }))).toMatchObject({ queue: 'rejected' });
    expect(await decide(claim('Taxi', 'ten'))).toMatchObject({ queue: 'people', by: 'rules' });
  });

  it.each([
    ['changed on its way', { ...signed, rules: { ...rules, limitCents: 9000 } }],
    ['without its list', { rules: {}, sha256: 'x' }],
    ['not a rulebook', 'hello'],
  ])('a rulebook that is %s counts as none', async (_, body) => {
    serving({ rulebook: () => Response.json(body), model: down });
    expect((await ask([claim('Taxi', '31.20')])).status).toBe('escalated');
  });
});

describe('a payout', () => {
  it('is asked for again under the same key', async () => {
    const { paid } = serving({
      payouts: (order, nth) =>
        nth === 1 ? undefined : Response.json({ ...order, payout: 'PO-00000002' }),
    });
    expect(await decide(claim('Taxi', '31.20'))).toMatchObject({ payout: 'PO-00000002' });
    expect(paid.map(({ key }) => key)).toEqual(['claim-C1', 'claim-C1']);
  });

  it('that is unclear goes to people, with its key', async () => {
    for (const reply of [
      down,
      () => Response.json({ claimId: 'C9', cents: 3120, payout: 'PO-00000003' }),
    ]) {
      serving({ payouts: reply });
      const decision = await decide(claim('Taxi', '31.20'));
      expect(decision).toMatchObject({ queue: 'people', by: 'nobody' });
      expect(decision?.why).toContain('claim-C1');
    }
  });
});

it('throws on what is no batch, on an unknown safeguard, and when told to stop', async () => {
  serving({});
  await expect(ask([])).rejects.toThrow();
  expect(() => without('luck')).toThrow(RangeError);
  const at = { model: 'http://model', rulebook: 'http://rulebook', payouts: 'http://payouts' };
  const desk = claimsDesk(at, without());
  await expect(desk({ claims: [lamp] }, { signal: AbortSignal.abort() })).rejects.toThrow('abort');
});
