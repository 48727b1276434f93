import {
  api,
  completes,
  exactlyOnce,
  http,
  HttpResponse,
  lostReply,
  scenario,
  slow,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { ask, pause, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';
import { once } from '../corpus/world/once.ts';

/** Makes the key of a payment from what it is for and the minute in which it is made. */
export const minuteKey: CorpusEntry = {
  id: 'minute-key',
  faults: 2,
  bug: 'The key of a payment holds the minute, and a second attempt in the next one has another key.',
  check: 'exactly-once',
  witness: [
    slow({ ms: 3_000, where: 'request' }).at('wages', { call: 'GET /due' }),
    lostReply().at('bank', { call: 'POST /payments', calls: 2 }),
  ],
  scenario: scenario('everybody gets their wages once', {
    family: 'learnt',
    points: {
      wages: api([
        http.get('/due', () => HttpResponse.json({ names: ['ann', 'bo', 'cy', 'di', 'ed'] })),
        http.put('/paid', () => HttpResponse.json({ kept: true })),
      ]),
      model: oracle({ purpose: 'Wages of May' }),
      bank: api(() => [once('/payments', 'PY')], { effects: ['POST /payments'] }),
    },
    ...underFaults((at) => pay(at.url)),
    tasks: [{ input: 'Pay the wages.', expect: { effects: { 'POST /payments': 5 } } }],
    deadline: '180 s',
    checks: [completes(), exactlyOnce('bank')],
  }),
};

/** The bank takes three payments a minute. */
const betweenMs = 19_000;

async function pay(url: (point: string) => string): Promise<object> {
  const due = await twice(() => ask<{ names: readonly string[] }>('GET', `${url('wages')}/due`));
  if (!due.ok) return { status: 'abstained', note: 'who is paid is not known' };
  const purpose = (await chat(url('model'), 'Which purpose?')) ?? 'Wages';
  const unsure: string[] = [];
  for (const [n, name] of due.body.names.entries()) {
    if (n > 0) await pause(betweenMs);
    const send = () => {
      const key = `wages-${name}-${new Date().toISOString().slice(0, 16)}`;
      return ask('POST', `${url('bank')}/payments`, { key, json: { name, purpose } });
    };
    if (!(await twice(send)).ok) unsure.push(name);
  }
  const kept = await twice(() => ask('PUT', `${url('wages')}/paid`, { json: { unsure } }));
  return { status: unsure.length > 0 || !kept.ok ? 'partial' : 'done', unsure };
}
