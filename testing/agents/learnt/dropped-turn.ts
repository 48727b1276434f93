import {
  api,
  completes,
  exactlyOnce,
  http,
  HttpResponse,
  provider,
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { ask, pause, twice } from '../corpus/world/ask.ts';
import { once } from '../corpus/world/once.ts';
import { turn, type Called, type Message } from './world/turn.ts';

/** Forgets what it has just done, since the model may not like to hear of it. */
export const droppedTurn: CorpusEntry = {
  id: 'dropped-turn',
  faults: 2,
  bug: 'Where the model fails twice, the last tool call is cut from the talk, and is made again.',
  check: 'exactly-once',
  witness: [down('model', 'chat', 4), down('model', 'chat', 5)],
  scenario: scenario('a table is booked once, and told of and noted once', {
    family: 'learnt',
    points: {
      model: provider({
        script: [
          { when: { notCalled: 'search' }, reply: { call: { name: 'search', args: { for: 4 } } } },
          { when: { notCalled: 'menu' }, reply: { call: { name: 'menu', args: { of: 'Luna' } } } },
          { when: { notCalled: 'book' }, reply: { call: { name: 'book', args: { at: '19:30' } } } },
          { when: { notCalled: 'tell' }, reply: { call: { name: 'tell', args: { whom: 'Ann' } } } },
          { when: { notCalled: 'note' }, reply: { call: { name: 'note', args: { on: 'Fri' } } } },
          { reply: 'It is all arranged.' },
        ],
      }),
      tables: api(
        () => [
          http.post('/search', () => HttpResponse.json({ free: ['18:00', '19:30'] })),
          http.post('/menu', () => HttpResponse.json({ dishes: ['soup', 'pasta'] })),
          once('/book', 'TB'),
        ],
        { effects: ['POST /book'] },
      ),
      messages: api(() => [once('/tell', 'MS')], { effects: ['POST /tell'] }),
      calendar: api(() => [once('/note', 'EV')], { effects: ['POST /note'] }),
    },
    ...underFaults((at, input) => converse(at.url, String(input))),
    tasks: [{ input: 'A table for four on Friday, and tell Ann.' }],
    checks: [completes(), exactlyOnce()],
  }),
};

const offered: Readonly<Record<string, string>> = {
  search: 'tables',
  menu: 'tables',
  book: 'tables',
  tell: 'messages',
  note: 'calendar',
};

async function converse(url: (point: string) => string, wish: string): Promise<object> {
  const messages: Message[] = [{ role: 'user', content: wish }];
  const unsure: string[] = [];
  for (let step = 1; step <= 8; step += 1) {
    const next = await nextTurn(url('model'), messages);
    if (next === null) return { status: 'partial', note: 'the model is away', unsure };
    messages.push(next);
    if (!next.tool_calls) {
      return { status: unsure.length > 0 ? 'partial' : 'done', text: next.content, unsure };
    }
    for (const called of next.tool_calls) {
      messages.push({
        role: 'tool',
        tool_call_id: called.id,
        content: await execute(url, called, unsure),
      });
    }
  }
  return { status: 'partial', note: 'it goes on and on', unsure };
}

async function nextTurn(model: string, messages: Message[]): Promise<Message | null> {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const next = await turn(model, messages, Object.keys(offered));
    if (next !== null) return next;
    await pause(1_000);
    // A talk that is refused again and again mostly has a tool result in it that is to blame.
    if (attempt === 2) messages.splice(Math.max(1, messages.length - 2));
  }
  return null;
}

/** What a tool says, for the model to read. */
async function execute(
  url: (point: string) => string,
  { function: { name, arguments: args } }: Called,
  unsure: string[],
): Promise<string> {
  const point = offered[name];
  if (point === undefined) return JSON.stringify({ error: `there is no tool ${name}` });
  const carried = { key: crypto.randomUUID(), json: JSON.parse(args) as object };
  const came = await twice(() => ask('POST', `${url(point)}/${name}`, carried));
  if (!came.ok) unsure.push(`${name} ${carried.key}`);
  return JSON.stringify(came.ok ? came.body : { error: 'it did not answer' });
}
