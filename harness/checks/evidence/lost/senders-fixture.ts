import { expect, it } from 'vitest';
import {
  api,
  http,
  HttpResponse,
  inProcess,
  nonce,
  run,
  scenario,
  standardChecks,
  type Plan,
  type PointMaker,
  type RunRecord,
  type Task,
} from '../../../../index.ts';

/** What a tool says; null where it says nothing. */
// oxlint-disable-next-line typescript/no-explicit-any -- each tool says something else
export type Reply = any;
/** Asks `point/path` once; null where nothing whole comes. */
export type Get = (path: string) => Promise<Reply>;
/** Sends to `point/path` under a key until it replies, at most four times; null if it never does. */
type Send = (path: string, body: object, key: string) => Promise<Reply>;
/** An agent that sends, its tools and what befalls them. */
export interface SenderCase {
  readonly tools: Readonly<Record<string, PointMaker>>;
  readonly agent: () => (at: { get: Get; send: Send; url: Url }, input: never) => Promise<unknown>;
  readonly plan: Plan;
  readonly tasks: readonly Task[];
}
/** The address of a point. */
export type Url = (point: string) => string;

/** A box for what is sent, one an idempotency key. */
export const box = (path = '/all'): PointMaker =>
  api(
    () => {
      const kept = new Map<string, string>();
      return [
        http.post(path, ({ request }) => {
          const key = request.headers.get('idempotency-key') ?? '';
          kept.set(key, kept.get(key) ?? nonce('BX'));
          return HttpResponse.json({ id: kept.get(key) });
        }),
      ];
    },
    { effects: [`POST ${path}`] },
  );

/** Runs a case once, under the standard checks. */
export async function judged({ tools, agent, plan, tasks }: SenderCase): Promise<RunRecord> {
  const made = scenario('sends', {
    points: tools,
    system: inProcess((at) => {
      const answer = agent();
      const ask = async (url: string, init: RequestInit, tries = 1): Promise<Reply> => {
        for (let n = 0; n < tries; n += 1) {
          const reply = await fetch(url, init).catch(() => null);
          if (reply?.ok) return await reply.json().catch(() => null);
        }
        return null;
      };
      const url = (point: string) => at.url(point);
      const to = (path: string) => path.replace(/^\w+/, url);
      const get: Get = (path) => ask(to(path), {});
      return (input, { id }) => {
        const send: Send = (path, body, key) => {
          const headers = { 'content-type': 'application/json', 'idempotency-key': `${id} ${key}` };
          const init = { method: 'POST', headers, body: JSON.stringify(body) };
          return ask(to(path), init, 4);
        };
        return answer({ get, send, url }, input as never);
      };
    }),
    tasks,
    atOnce: 2,
    plan,
    checks: standardChecks(),
  });
  return run(made, { mode: 'sim', seed: 1 });
}

/** What all checks of a run said. */
export const reasons = ({ verdicts }: RunRecord): string =>
  verdicts.flatMap(({ verdict }) => ('reason' in verdict ? verdict.reason : [])).join('; ');

/** That a case is unknown in these words where its agent is broken, and passes where it takes care. */
export function tellsApart(of: (isBroken: boolean) => SenderCase, words: string): void {
  it('makes an answer in full unknown', async () => {
    const record = await judged(of(true));
    expect(record.result, reasons(record)).toBe('unknown');
    expect(reasons(record)).toContain(words);
  });

  it('is none of an agent that takes care', async () => {
    const record = await judged(of(false));
    expect(record.result, reasons(record)).toBe('pass');
  });
}
