import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import {
  badFrame,
  cleanCut,
  emptyContent,
  finCut,
  garbleJson,
  lostReply,
  replan,
  resetCut,
  truncate,
  truncatedToolArguments,
  unknownTool,
} from '../../faults/index.ts';
import { faithful } from '../checks/faithful.ts';
import type { Fault } from '../model/fault/fault.ts';
import { api } from '../points/api.ts';
import { nonce } from '../points/context.ts';
import { provider } from '../provider/provider.ts';
import { inProcess } from './in-process.ts';
import { run } from './run.ts';
import { scenario } from '../../index.ts';

interface Call {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

/** A reply of the model, put together from its stream or its JSON. */
interface Heard {
  readonly content: string;
  readonly calls: readonly Call[];
  readonly finish: string;
}

/** What an agent makes of what it heard: the arguments of a call, or an error where it will not. */
type Reader = (call: Call, heard: Heard) => Readonly<Record<string, unknown>>;

const shop = () =>
  api(
    [
      http.post('/orders', async ({ request }) =>
        HttpResponse.json({ id: nonce('OR'), ...((await request.json()) as object) }),
      ),
      http.delete('/orders/:id', () => HttpResponse.json({ id: nonce('GONE') })),
    ],
    { effects: ['POST /orders', 'DELETE /orders/:id'] },
  );

const script = {
  order: { name: 'order', args: { item: 'green tea', count: 12 } },
  command: { name: 'run', args: { command: 'DELETE /orders/1042' } },
};

/** An agent that calls what its model asks for; `tries` is how often it asks for one turn. */
function agent(asks: keyof typeof script, read: Reader, { stream = false, tries = 1 } = {}) {
  return scenario(`an agent is told to ${asks}`, {
    points: {
      model: provider({ script: ({ turn }) => (turn === 0 ? { call: script[asks] } : 'Done.') }),
      shop: shop(),
    },
    system: inProcess((at) => async () => {
      const messages: object[] = [{ role: 'user', content: 'The usual, please.' }];
      const ask = async (): Promise<Heard> => {
        const body = JSON.stringify({ model: 'gpt-5', messages, stream });
        const reply = await fetch(`${at.url('model')}/chat/completions`, { method: 'POST', body });
        return stream ? heardIn(await reply.text(), read !== strict) : wholeIn(await reply.text());
      };
      const turn = async (left: number): Promise<readonly [Heard, readonly object[]]> => {
        try {
          const heard = await ask();
          return [heard, heard.calls.map((call) => read(call, heard))];
        } catch (error) {
          if (left <= 1) throw error;
          return turn(left - 1);
        }
      };
      const [heard, [first]] = await turn(tries);
      if (!first) return 'I could not do it.';
      const { command } = first as { command?: string };
      const [method = 'POST', path = '/orders'] = command?.split(' ') ?? [];
      const init = method === 'POST' ? { method, body: JSON.stringify(first) } : { method };
      const done = await fetch(at.url('shop') + path, init);
      return `${heard.calls[0]?.name}: ${((await done.json()) as { id: string }).id}`;
    }),
    tasks: [{ input: 'The usual, please.' }],
    plan: [],
    checks: [faithful()],
  });
}

function wholeIn(text: string): Heard {
  const { choices } = JSON.parse(text) as {
    choices: [{ message: { content: string; tool_calls?: Wired[] }; finish_reason: string }];
  };
  const { message, finish_reason: finish } = choices[0];
  return { content: message.content, calls: (message.tool_calls ?? []).map(unwired), finish };
}

interface Wired {
  readonly id?: string;
  readonly index?: number;
  readonly function?: { readonly name?: string; readonly arguments?: string };
}

/** Where it `skips` what is no JSON it does as many do. */
function heardIn(text: string, skips: boolean): Heard {
  const calls: { id: string; name: string; arguments: string }[] = [];
  let content = '';
  let finish = '';
  for (const line of text.split('\n')) {
    if (!line.startsWith('data: {')) continue;
    try {
      const { choices } = JSON.parse(line.slice(6)) as {
        choices: { delta: { content?: string; tool_calls?: Wired[] }; finish_reason?: string }[];
      };
      const [choice] = choices;
      content += choice?.delta.content ?? '';
      finish = choice?.finish_reason ?? finish;
      for (const piece of choice?.delta.tool_calls ?? []) {
        const call = (calls[piece.index ?? 0] ??= unwired({}));
        const { id, name, arguments: more } = unwired(piece);
        Object.assign(call, {
          id: call.id || id,
          name: call.name || name,
          arguments: call.arguments + more,
        });
      }
    } catch (error) {
      if (!skips) throw error;
    }
  }
  return { content, calls, finish };
}

function unwired({ id = '', function: called = {} }: Wired): Call {
  return { id, name: called.name ?? '', arguments: called.arguments ?? '' };
}

const strict: Reader = ({ arguments: text }, { finish }) => {
  if (finish !== 'tool_calls') throw new Error(`the turn ended with ${finish || 'nothing'}`);
  const args = JSON.parse(text) as { item?: string; count?: number; command?: string };
  const isWhole = typeof args.command === 'string' || (args.item && args.count);
  if (!isWhole) throw new Error('an argument is missing');
  return args;
};
/** Takes what there is of the first argument. */
const half: Reader = ({ arguments: text }) => {
  const [, name = '', value = ''] = /^\{"(\w+)":"([^"]*)/.exec(text) ?? [];
  return { [name]: value };
};
const closed: Reader = ({ arguments: text }) => {
  for (const end of ['', '}', '"}', '":null}']) {
    try {
      return JSON.parse(text.replace(/,\s*$/, '') + end) as Record<string, unknown>;
    } catch {
      continue;
    }
  }
  throw new Error('beyond repair');
};

const verdictOf = async (of: ReturnType<typeof agent>, fault: Fault) => {
  const plan = [fault.at('model', { calls: 1 })];
  const { verdicts } = await run(of, { mode: 'sim', seed: 1, plan });
  return verdicts.find(({ check }) => check === 'faithful')?.verdict;
};

describe('an agent that acts on a broken turn', () => {
  test('by running half of a command', async () => {
    const cut = truncatedToolArguments({ keep: 0.9 });
    expect(await verdictOf(agent('command', half), cut)).toMatchObject({
      result: 'fail',
      reason: expect.stringMatching(
        /DELETE \/orders\/:id with '\/orders\/10'.*asked for 'DELETE.*1042'/,
      ),
    });
  });

  test('by leaving out a frame that is no JSON, in the middle of the arguments', async () => {
    const sloppy = agent('order', closed, { stream: true });
    expect(await verdictOf(sloppy, badFrame({ at: 3 }))).toMatchObject({
      result: 'fail',
      reason: expect.stringContaining("'gre tea'"),
    });
  });

  test('by mending its JSON', async () => {
    expect(
      await verdictOf(agent('order', closed), truncatedToolArguments({ keep: 0.35 })),
    ).toMatchObject({
      result: 'fail',
      reason: expect.stringContaining("item 'g'"),
    });
  });

  test('by mending its JSON, and ordering some other number', async () => {
    const some: Reader = (call, heard) => ({ count: 6, ...closed(call, heard) });
    expect(
      await verdictOf(agent('order', some), truncatedToolArguments({ keep: 0.7 })),
    ).toMatchObject({
      result: 'fail',
      reason: expect.stringContaining("POST /orders without count '12'"),
    });
  });

  test('by taking a stream that ended early for a whole one', async () => {
    const sloppy = agent('order', closed, { stream: true });
    expect((await verdictOf(sloppy, cleanCut({ afterFrames: 3 })))?.result).toBe('fail');
  });
});

describe('an agent that does not', () => {
  const faults = [
    ...[0.1, 0.3, 0.5, 0.7, 0.9].flatMap((keep) => [
      truncatedToolArguments({ keep }),
      truncatedToolArguments({ keep, finish: 'tool-calls' }),
      truncate({ keep }),
    ]),
    ...[0, 1, 2, 3, 4, 5].flatMap((at) => [
      badFrame({ at }),
      cleanCut({ afterFrames: at + 1 }),
      finCut({ afterFrames: at + 1 }),
      resetCut({ afterFrames: at + 1 }),
    ]),
    garbleJson(),
    emptyContent(),
    unknownTool(),
    replan(),
    lostReply(),
  ];
  const sound = [false, true].flatMap((stream) =>
    (['order', 'command'] as const).flatMap((asks) =>
      [1, 3].map(
        (tries) =>
          [
            `${asks}, ${tries} tries${stream ? ', streamed' : ''}`,
            agent(asks, strict, { stream, tries }),
          ] as const,
      ),
    ),
  );

  test.each(sound)('%s', async (_, careful) => {
    const found = [];
    for (const fault of faults) found.push((await verdictOf(careful, fault))?.result);
    expect(found).not.toContain('fail');
    expect(found).toContain('pass');
  });
});
