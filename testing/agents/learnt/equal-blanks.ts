import { api, completes, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { right } from '../corpus/right.ts';
import { ask } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Compares what the bank says with what the books say. */
export const equalBlanks: CorpusEntry = {
  id: 'equal-blanks',
  faults: 2,
  bug: 'A balance that can be read in neither place is undefined in both, and so the same in both.',
  check: 'right',
  witness: [
    down('bank', 'GET /statements/:account', 3),
    down('books', 'GET /balances/:account', 3),
  ],
  scenario: scenario('accounts that differ from the bank are named before a month is closed', {
    family: 'learnt',
    points: {
      bank: api([
        http.get('/statements/:account', ({ params }) =>
          HttpResponse.json({ cents: statements[params['account'] as Account] }),
        ),
      ]),
      books: api([
        http.get('/balances/:account', ({ params }) =>
          HttpResponse.json({
            cents: { ...statements, petty: 41_200 }[params['account'] as Account],
          }),
        ),
        http.put('/months/:month', () => HttpResponse.json({ kept: true })),
      ]),
      model: oracle({ comment: 'See the accounts named.' }),
    },
    ...underFaults((at) => reconcile(at.url)),
    tasks: [
      {
        input: 'Which accounts differ in May?',
        // To name one too many costs a look.
        expect: {
          answer: (answer: unknown) =>
            (answer as { differ: readonly string[] }).differ.includes('petty'),
        },
      },
    ],
    checks: [completes(), right],
  }),
};

const statements = { main: 1_204_900, wages: 88_000, petty: 45_200, tax: 310_400 } as const;
type Account = keyof typeof statements;

interface Balance {
  readonly cents: number;
}

async function reconcile(url: (point: string) => string): Promise<object> {
  const accounts = Object.keys(statements);
  const read = async (place: string, account: string): Promise<number | undefined> => {
    const came = await ask<Balance>('GET', `${place}/${account}`);
    return came.ok ? came.body.cents : undefined;
  };
  const compared = await Promise.all(
    accounts.map(async (account) => {
      const [there, here] = await Promise.all([
        read(`${url('bank')}/statements`, account),
        read(`${url('books')}/balances`, account),
      ]);
      return { account, there, here };
    }),
  );
  // What could not be read differs from what could, and is looked at.
  const differ = compared.filter(({ there, here }) => there !== here).map(({ account }) => account);
  const comment = await chat(url('model'), `A comment on ${JSON.stringify(differ)}`);
  const json = { differ, comment: comment ?? '' };
  const kept = await ask('PUT', `${url('books')}/months/may`, { json });
  return { status: kept.ok && comment !== null ? 'done' : 'partial', ...json };
}
