import {
  api,
  check,
  completes,
  eventsOf,
  http,
  HttpResponse,
  notApplicable,
  provider,
  scenario,
  slow,
  type At,
  type Scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { AgentPair } from './agent-pair.ts';
import { ask, askTwice } from './world/ask.ts';
import { chat } from './world/chat.ts';

/** What is on the shelf by version: after 3 s, 20 arrive. */
const shelf = [12, 32];
const arrivesAfterMs = 3_000;

/** Takes what was sold off the shelf's count, which others change, too. */
export const forcedWrite: AgentPair = {
  id: 'forced-write',
  faults: 1,
  bug: 'Where somebody else was first, the old count is written again, under the new version.',
  check: 'nothing-overwritten',
  witness: [slow({ ms: 4_000 }).at('model', { call: 'chat', calls: 1 })],
  scenario: make(false),
  sound: make(true),
};

function make(isSound: boolean): Scenario {
  return scenario('what arrives while a sale is counted stays counted', {
    family: 'held-out',
    points: {
      stock: stock(),
      model: provider({ script: ({ user }) => /\d+/.exec(user)?.[0] ?? 'none' }),
    },
    ...underFaults((at, input, id) => sell(at, id, String(input), isSound)),
    tasks: [{ input: 'Sold 5 lamps.', expect: { effects: { 'PUT /items/:sku': 1 } } }],
    checks: [completes(), nothingOverwritten()],
  });
}

interface Item {
  readonly version: number;
  readonly count: number;
  /** The sale that was written last. */
  readonly by: string | null;
}

function stock() {
  return api(
    () => {
      let item: Item = { version: 1, count: shelf[0] ?? 0, by: null };
      let openedAtMs: number | null = null;
      let hasArrived = false;
      const current = () => {
        openedAtMs ??= performance.now();
        if (!hasArrived && performance.now() - openedAtMs >= arrivesAfterMs) {
          hasArrived = true;
          item = { ...item, version: item.version + 1, count: item.count + 20 };
        }
        return item;
      };
      return [
        http.get('/items/:sku', () => HttpResponse.json(current())),
        http.put('/items/:sku', async ({ request }) => {
          const { version } = current();
          const sent = (await request.json()) as Item;
          if (sent.version !== version) return HttpResponse.json({ version }, { status: 409 });
          item = { ...sent, version: version + 1 };
          return HttpResponse.json({ id: `sale-${sent.by ?? 'unknown'}` });
        }),
      ];
    },
    { effects: ['PUT /items/:sku'] },
  );
}

/** What was written over a version is that version's count without the five that were sold. */
function nothingOverwritten() {
  return check('nothing-overwritten', (trace) => {
    const starts = eventsOf(trace, 'call.start');
    const writes = eventsOf(trace, 'effect').map(
      ({ call }) => starts.find((start) => start.call === call)?.input as Item,
    );
    if (writes.length === 0) return notApplicable('nothing was written');
    return writes.every(({ version, count }) => count === (shelf[version - 1] ?? 0) - 5);
  });
}

async function sell(at: At, task: string, input: string, isSound: boolean): Promise<object> {
  const url = `${at.url('stock')}/items/lamp`;
  const read = () => askTwice<Item>('GET', url);
  const item = await read();
  if (!item.ok) return { status: 'abstained', note: 'the count is not known' };
  if (item.body.by === task) return { status: 'done', sale: task };
  const sold = Number((await chat(at.url('model'), `How many were sold? ${input}`)) ?? Number.NaN);
  if (!(sold > 0)) return { status: 'abstained', note: 'nobody says how many were sold' };
  const write = ({ version, count }: Omit<Item, 'by'>) =>
    ask<{ id: string }>('PUT', url, { json: { version, count: count - sold, by: task } });
  let written = await write(item.body);
  if (!written.ok && written.status === 409) {
    const now = await read();
    if (!now.ok) return { status: 'partial', note: `sale ${task} is not in the count` };
    if (now.body.by === task) return { status: 'done', sale: task };
    const { count } = isSound ? now.body : item.body;
    written = await write({ version: now.body.version, count });
  }
  if (!written.ok) return { status: 'pending', look: `sale-${task}` };
  return { status: 'done', sale: task };
}
