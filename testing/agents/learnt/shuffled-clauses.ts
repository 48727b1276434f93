import { api, completes, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { right } from '../corpus/right.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { facts } from '../corpus/world/facts.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Puts the clauses that come late into the gaps, from the last to the first. */
export const shuffledClauses: CorpusEntry = {
  id: 'shuffled-clauses',
  faults: 2,
  bug: 'A clause translated later goes in at its old number, though others before it are missing yet.',
  check: 'right',
  witness: [down('model', 'chat', 1), down('model', 'chat', 2)],
  scenario: scenario('a translated contract has its clauses in their order', {
    family: 'learnt',
    points: {
      files: facts({
        '/contract': { clauses: ['Term', 'Rent', 'Deposit', 'Repairs', 'Notice'] },
        '/parties': { landlord: 'Mill Ltd', tenant: 'Kim' },
      }),
      model: oracle({
        Term: 'Laufzeit',
        Rent: 'Miete',
        Deposit: 'Kaution',
        Repairs: 'Reparaturen',
        Notice: 'Kündigung',
      }),
      archive: api([http.put('/translation', () => HttpResponse.json({ kept: true }))]),
    },
    ...underFaults((at) => translate(at.url)),
    tasks: [
      {
        input: 'Translate the contract.',
        expect: { answer: { text: 'Laufzeit. Miete. Kaution. Reparaturen. Kündigung' } },
      },
    ],
    checks: [completes(), right],
  }),
};

async function translate(url: (point: string) => string): Promise<object> {
  const contract = await twice(() =>
    ask<{ clauses: readonly string[] }>('GET', `${url('files')}/contract`),
  );
  const parties = await twice(() => ask('GET', `${url('files')}/parties`));
  if (!contract.ok || !parties.ok) return { status: 'abstained', note: 'there is no contract' };
  const { texts, missing } = await translateAll(url('model'), contract.body.clauses);
  const json = { text: texts.join('. '), parties: parties.body };
  const kept = await twice(() => ask('PUT', `${url('archive')}/translation`, { json }));
  const isWhole = missing.length === 0 && kept.ok;
  return { status: isWhole ? 'done' : 'partial', text: json.text, missing };
}

interface Translated {
  readonly texts: readonly string[];
  /** Clauses that stand untranslated in the text. */
  readonly missing: readonly string[];
}

/** All at once, and those that failed once more, one by one. */
async function translateAll(model: string, clauses: readonly string[]): Promise<Translated> {
  const translated = (clause: string) => chat(model, `Translate into German: ${clause}`);
  const came = await Promise.all(clauses.map(translated));
  const texts = came.filter((text) => text !== null);
  const open = clauses.filter((_, n) => came[n] === null);
  const missing: string[] = [];
  for (let clause = open.pop(); clause !== undefined; clause = open.pop()) {
    const text = await translated(clause);
    if (text === null) missing.push(clause);
    texts.splice(clauses.indexOf(clause), 0, text ?? clause);
  }
  return { texts, missing };
}
