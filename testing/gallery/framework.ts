import {
  api,
  completes,
  exactlyOnce,
  faithful,
  http,
  HttpResponse,
  inProcess,
  nonce,
  provider,
  scenario,
  slow,
  type Conversation,
  type Scenario,
  type ScriptReply,
  type Task,
} from '../../index.ts';
import { atOnceTitle, attributed, words } from './attributed.ts';
import { dispositionOf } from './disposition.ts';
import { rowsAt } from './menu.ts';
import { entryOf, inGallery } from './roster.ts';

/** What a file of `frameworks/` exports: an agent of a framework, which knows where its model and its shop are. */
interface Framework {
  readonly agent: (at: { model: string; shop: string }) => (prompt: string) => Promise<unknown>;
}

const taskOf = (item: string): Task => ({
  input: `Order 12 boxes of ${item}.`,
  // Cut in the middle, another number is ordered.
  expect: { effects: { 'POST /orders': [{ item, quantity: 12 }] } },
});

const script = ({ messages, result, turn }: Conversation): ScriptReply => {
  const asked = messages.find(({ role }) => role === 'user')?.text ?? '';
  const item = /boxes of (.*)\./.exec(asked)?.[1] ?? '';
  if (result('look') === undefined) return { call: { name: 'look', args: { item } } };
  const told = JSON.stringify(result('order') ?? '');
  const id = /OR-\w+/.exec(told)?.[0];
  if (id !== undefined) return `ALL DONE: 12 boxes of ${item} are ordered as ${id}.`;
  if (turn > 5) return 'NOT DONE: the shop does not answer.';
  return { call: { name: 'order', args: { item, quantity: 12 } } };
};

/** The scenarios of an agent that a file of `frameworks/` makes: without a fault, one for each fault of the menu, and many tasks. */
export function framework(name: string): readonly Scenario[] {
  const setting = settingOf(name);
  const faulty = rowsAt('order').map(({ title, plan }) =>
    scenario(`${name}: ${title}`, {
      ...setting,
      tasks: [taskOf('green tea')],
      plan,
      checks: [completes(), exactlyOnce('shop'), faithful()],
    }),
  );
  const many = scenario(`${name}: ${atOnceTitle}`, {
    ...setting,
    tasks: words.map(taskOf),
    atOnce: words.length,
    // So long that all have asked before one is answered.
    plan: [slow({ ms: 1_000 }).at('model')],
    checks: [completes(), exactlyOnce('shop'), attributed()],
  });
  return [...faulty, many];
}

const settingOf = (name: string) => ({
  points: {
    model: provider({ script, dialect: entryOf(name).dialect, keep: 'all' }),
    shop: api(
      [
        http.get('/stock/:item', () => HttpResponse.json({ boxes: 40 })),
        http.post('/orders', () => HttpResponse.json({ order: nonce('OR') })),
      ],
      { effects: ['POST /orders'] },
    ),
  },
  system: inProcess(async (at) => {
    const file = inGallery(`frameworks/${name}.mjs`);
    const { agent } = (await import(file.href)) as Framework;
    const answer = agent({ model: at.url('model'), shop: at.url('shop') });
    return (input) => answer(String(input));
  }),
  phases: ['fault'] as const,
  deadline: '90 s' as const,
  disposition: dispositionOf,
});
