import type { HttpHandler } from 'msw';
import {
  api,
  http,
  HttpResponse,
  inProcess,
  refuse,
  scenario,
  standardChecks,
  type Plan,
  type PointMaker,
  type Scenario,
  type ScenarioOptions,
  type Task,
} from '../../../../index.ts';

/** Asks `tool/path` once; null where nothing whole comes. */
export type Ask = (path: string, init?: RequestInit) => Promise<Reply>;
/** What a tool says; null where it says nothing. */
// oxlint-disable-next-line typescript/no-explicit-any -- each tool says something else
type Reply = any;
/** What an agent is told of a task. */
interface Told {
  readonly input: never;
  readonly id: string;
  /** How many tasks this agent was asked before. */
  readonly nth: number;
}
/** An agent, its tools and what befalls them. */
export interface Case {
  readonly tools: Readonly<Record<string, PointMaker>>;
  /** A new agent, which asks with `get('tool/path')`. */
  readonly agent: () => (get: Ask, told: Told) => Promise<unknown>;
  readonly plan: Plan;
  readonly tasks?: readonly Task[];
  readonly faults?: NonNullable<ScenarioOptions['faults']>;
}

/** A tool that changes nothing. */
export const tool = (...handlers: readonly unknown[]): PointMaker =>
  api(handlers as never, { effects: [] });
/** A handler that answers with what is made of an id. */
export const says = (path: string, make: (id: string) => object): HttpHandler =>
  http.get(path, ({ params }) => HttpResponse.json(make(String(params['id'])) as never));
/** A refusal of all calls of a tool, of those of a kind, or of some of them. */
export const down = (at: string, call?: string, calls?: number): Plan[number] =>
  refuse({ status: 403 }).at(at, {
    ...(call !== undefined && { call }),
    ...(calls !== undefined && { calls }),
  });

/** The scenario of a case, under the standard checks. */
export function made(title: string, one: Case): Scenario {
  const { tools, agent, plan, tasks = [{ input: 'ask' }], faults = [] } = one;
  return scenario(title, {
    faults,
    points: tools,
    system: inProcess((at) => {
      const answer = agent();
      let nth = 0;
      return (input, { id }) => {
        const get: Ask = async (path, init = {}) => {
          const [name = '', ...rest] = path.split('/');
          const signal = AbortSignal.timeout(8_000);
          const reply = await fetch(`${at.url(name)}/${rest.join('/')}`, { ...init, signal }).catch(
            () => null,
          );
          return reply?.ok ? await reply.json().catch(() => null) : null;
        };
        return answer(get, { input: input as never, id, nth: nth++ });
      };
    }),
    tasks,
    plan,
    checks: standardChecks(),
  });
}

/** An answer in full. */
export const full = (text: string): object => ({ disposition: 'full', text });
