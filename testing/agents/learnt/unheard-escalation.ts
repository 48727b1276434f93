import {
  api,
  check,
  completes,
  eventsOf,
  failed,
  http,
  HttpResponse,
  passed,
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { facts } from '../corpus/world/facts.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';
import { once } from '../corpus/world/once.ts';

/** Hands over to nobody. */
export const unheardEscalation: CorpusEntry = {
  id: 'unheard-escalation',
  faults: 2,
  bug: 'What it cannot do goes to a person, and that the ticket for it is lost is not noticed.',
  check: 'somebody-knows',
  witness: [down('billing', 'POST /credits'), down('desk', 'POST /escalations')],
  scenario: scenario('what is handed over has reached somebody', {
    family: 'learnt',
    points: {
      desk: api(() => [once('/escalations', 'ES')], { effects: ['POST /escalations'] }),
      cases: facts({
        '/complaint': { hoursDown: 7, customer: 31 },
        '/contract': { hoursAllowed: 4, centsPerHour: 1_500 },
        '/incident': { confirmed: true },
        '/history': { credits: 0 },
      }),
      model: oracle({ justified: 'yes', Write: 'We are sorry.' }),
      billing: api(() => [once('/credits', 'CR')], { effects: ['POST /credits'] }),
      mail: api([
        http.get('/signature', () => HttpResponse.json({ text: 'Your network' })),
        http.post('/messages', () => HttpResponse.json({ sent: true })),
      ]),
    },
    ...underFaults((at, _, id) => settle(at.url, id)),
    tasks: [{ input: 'We were offline for most of Monday.' }],
    checks: [completes(), somebodyKnows()],
  }),
};

function somebodyKnows() {
  return check('somebody-knows', (trace) => {
    const told = eventsOf(trace, 'effect').some(({ point }) => point === 'desk');
    const handed = eventsOf(trace, 'task.end').find(
      ({ ending }) => ending.how === 'answered' && ending.disposition === 'escalated',
    );
    if (!handed || told) return passed;
    return failed('it is handed over to nobody', [handed.seq], 'somebody-knows: nobody');
  });
}

interface Contract {
  readonly hoursAllowed: number;
  readonly centsPerHour: number;
}

async function settle(url: (point: string) => string, key: string): Promise<object> {
  const escalate = async (why: string) => {
    await ask('POST', `${url('desk')}/escalations`, { key, json: { why } });
    return { status: 'escalated', why, ticket: key };
  };
  const complaint = await twice(() =>
    ask<{ hoursDown: number }>('GET', `${url('cases')}/complaint`),
  );
  const contract = await twice(() => ask<Contract>('GET', `${url('cases')}/contract`));
  if (!complaint.ok || !contract.ok) return escalate('the case cannot be read');
  const incident = await ask<{ confirmed: boolean }>('GET', `${url('cases')}/incident`);
  if (!incident.ok || !incident.body.confirmed) return escalate('no incident is known');
  const history = await ask('GET', `${url('cases')}/history`);
  const papers = JSON.stringify([complaint.body, history.body]);
  const said = await chat(url('model'), `Is it justified? ${papers}`);
  if (said !== 'yes') return escalate('it may not be justified');
  const hours = Math.max(0, complaint.body.hoursDown - contract.body.hoursAllowed);
  const cents = hours * contract.body.centsPerHour;
  const given = await ask<{ id: string }>('POST', `${url('billing')}/credits`, {
    key,
    json: { cents },
  });
  if (!given.ok) return escalate(`a credit of ${cents} may have been given as ${key}`);
  const text = await chat(url('model'), `Write about a credit of ${cents}.`);
  const signature = await ask<{ text: string }>('GET', `${url('mail')}/signature`);
  const letter = `${text ?? 'You have a credit.'} ${signature.ok ? signature.body.text : ''}`;
  const sent = await twice(() => ask('POST', `${url('mail')}/messages`, { json: { letter } }));
  return { status: sent.ok ? 'done' : 'partial', cents, credit: given.body.id, letter };
}
