import { afterEach, describe, expect, it, vi } from 'vitest';
import { supportDesk, type Answer } from './agent.ts';
import { without, type Safeguards } from './safeguards.ts';

const addresses = {
  model: 'http://model/v1',
  flags: 'http://flags',
  entitlements: 'http://entitlements',
  profiles: 'http://profiles',
  retrieval: 'http://retrieval',
  orders: 'http://orders',
};

interface Request {
  readonly instructions: string;
  readonly tools: readonly { readonly name: string }[];
}

type Play = Readonly<Record<string, (n: number, method: string) => Response>>;

const down = () => new Response('no', { status: 503 });
const may = (...permissions: string[]) => Response.json({ user: 'uma', regime: 'eu', permissions });
const usual: Play = {
  flags: () => Response.json({ tenant: 't1', on: ['disclosure'] }),
  entitlements: () => may('orders.read', 'duty.change'),
  profiles: () => Response.json({ user: 'uma', name: 'Uma', notes: '' }),
  retrieval: () => Response.json(['Within 30 days.']),
};

/** A fetch that plays the services, and a model that says `turns` in order; what the model got. */
function playing(turns: readonly (object | string)[], services: Play = {}): readonly Request[] {
  const got: Request[] = [];
  const counts = new Map<string, number>();
  vi.stubGlobal('fetch', (input: string | URL | Request, init?: RequestInit) => {
    const { hostname } = new URL(input as string);
    const n = (counts.get(hostname) ?? 0) + 1;
    counts.set(hostname, n);
    if (hostname !== 'model') {
      const play = services[hostname] ?? usual[hostname] ?? down;
      return Promise.resolve(play(n, init?.method ?? 'GET'));
    }
    got.push(JSON.parse(String(init?.body)) as Request);
    return Promise.resolve(said(turns[Math.min(n, turns.length) - 1] ?? ''));
  });
  return got;
}

function said(turn: object | string): Response {
  const item =
    typeof turn === 'string'
      ? { type: 'message', content: [{ type: 'output_text', text: turn, annotations: [] }] }
      : { type: 'function_call', call_id: 'c1', arguments: '{}', ...turn };
  const output = [{ id: 'i1', role: 'assistant', status: 'completed', ...item }];
  const usage = { input_tokens: 1, output_tokens: 1, total_tokens: 2 };
  return Response.json({ id: 'r1', object: 'response', status: 'completed', output, usage });
}

function open(missing?: keyof Safeguards): (text?: string) => Promise<Answer> {
  const desk = supportDesk(addresses, without(missing));
  const signal = new AbortController().signal;
  return (text = 'Why?') => desk({ tenant: 't1', user: 'uma', text }, { id: 'r1', signal });
}

const toolsIn = (request: Request | undefined) => request?.tools.map(({ name }) => name);

afterEach(() => void vi.unstubAllGlobals());

describe('the support desk', () => {
  it('answers in full while every source is up', async () => {
    const got = playing(['Because.']);
    expect(await open()()).toEqual({ status: 'full', text: 'Because.', without: [] });
    expect(toolsIn(got[0])).toEqual(['order_status', 'sign_on', 'sign_off']);
    expect(got[0]?.instructions).toContain('You may use: order_status, sign_on, sign_off.');
  });

  it('asks no model where nobody ever said what must be in the prompt', async () => {
    const got = playing(['Because.'], { flags: down });
    expect(await open()()).toMatchObject({ status: 'refused', without: ['flags'] });
    expect(got).toEqual([]);
    expect(await open('failsClosed')()).toMatchObject({ status: 'degraded' });
    expect(got[0]?.instructions).not.toContain('machine');
  });

  it('goes by the last good reply, but offers nothing on it', async () => {
    for (const [missing, tools] of [
      [undefined, []],
      ['distrustsOld', ['order_status', 'sign_on', 'sign_off']],
    ] as const) {
      const once = (n: number) => (n === 1 ? may('orders.read', 'duty.change') : down());
      const got = playing(['Because.'], { entitlements: once });
      const ask = open(missing);
      await ask();
      expect(await ask()).toMatchObject({ status: 'degraded', without: ['permissions'] });
      expect(toolsIn(got[1]) ?? []).toEqual(tools);
      expect(got[1]?.instructions).toContain('14 days');
    }
  });

  it('offers from turn to turn what is permitted by then', async () => {
    const changed = (_: number, method: string) =>
      method === 'PUT' ? may('refunds.write') : may('duty.change');
    const got = playing([{ name: 'sign_on' }, 'On.'], { entitlements: changed });
    expect(await open()()).toMatchObject({ status: 'full', text: 'On.' });
    expect(got.map(toolsIn)).toEqual([['sign_on', 'sign_off'], ['refund']]);
    expect(got[1]?.instructions).toContain('You may use: refund.');
  });

  it('says what nobody confirmed, and offers nothing more', async () => {
    const lost = (_: number, method: string) => (method === 'DELETE' ? down() : may('duty.change'));
    const got = playing([{ name: 'sign_off' }, 'Who knows.'], { entitlements: lost });
    const answer = { status: 'degraded', without: ['the confirmation of sign_off'] };
    expect(await open()()).toMatchObject(answer);
    expect(toolsIn(got[1]) ?? []).toEqual([]);
  });

  it('takes no reply about somebody else', async () => {
    playing(['Because.'], { flags: () => Response.json({ tenant: 't2', on: [] }) });
    expect(await open()()).toMatchObject({ status: 'refused' });
  });

  it('fails loudly when the model cannot be reached', async () => {
    playing([]);
    vi.stubGlobal('fetch', (url: string) =>
      Promise.resolve(
        url.startsWith('http://model')
          ? new Response('no', { status: 400 })
          : (usual[new URL(url).hostname] ?? down)(1, 'GET'),
      ),
    );
    expect(await open()()).toMatchObject({ status: 'failed' });
  });
});
