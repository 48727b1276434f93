import { expect, it } from 'vitest';
import {
  api,
  http,
  HttpResponse,
  inProcess,
  refuse,
  run,
  scenario,
  standardChecks,
  wrongShape,
} from '../../../../../index.ts';

/** A zone to which an agent adds `www`: it writes back what it read, and if sound only that. */
async function zoned(isSound: boolean, fault: ReturnType<typeof refuse>) {
  const dns = api(
    () => {
      let records = ['mail', 'ftp'];
      return [
        http.get('/zone', () => HttpResponse.json({ records })),
        http.put('/zone', async ({ request }) => {
          ({ records } = (await request.json()) as { records: string[] });
          return HttpResponse.json({ ok: true });
        }),
      ];
    },
    { effects: { 'PUT /zone': {} } },
  );
  const { verdicts } = await run(
    scenario('adds a record', {
      points: { dns },
      system: inProcess((at) => async () => {
        const read = async () => {
          const reply = await fetch(`${at.url('dns')}/zone`);
          const told = (await reply.json()) as { records?: unknown };
          return reply.ok && Array.isArray(told.records) ? (told.records as string[]) : null;
        };
        let records = await read();
        if (isSound) records ??= await read();
        const put = await fetch(`${at.url('dns')}/zone`, {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ records: [...new Set([...(records ?? []), 'www'])] }),
        });
        return put.ok ? 'www was added.' : { status: 'failed', text: 'www was not added.' };
      }),
      tasks: [{ input: 'add www', expect: { effects: { 'PUT /zone': 1 }, answer: 'www was' } }],
      plan: [fault.at('dns', { call: 'GET /zone', calls: 1 })],
      checks: standardChecks(),
    }),
  );
  return verdicts.find(({ check }) => check === 'discloses')?.verdict;
}

it.each([
  ['refused', refuse({ status: 503 })],
  ['falsified', wrongShape()],
])('leaves open an effect without what a %s reply told before', async (_, fault) => {
  expect(await zoned(false, fault)).toMatchObject({
    result: 'unknown',
    reason: expect.stringContaining("expect: { effects: { 'PUT /zone': [{ … }] } }"),
  });
  expect((await zoned(true, fault))?.result).not.toBe('unknown');
});
