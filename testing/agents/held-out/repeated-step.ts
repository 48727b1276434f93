import {
  api,
  completes,
  crash,
  exactlyOnce,
  http,
  HttpResponse,
  nonce,
  provider,
  scenario,
  type At,
  type Scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { AgentPair } from './agent-pair.ts';
import { ask, askTwice } from './world/ask.ts';
import { chat } from './world/chat.ts';
import { references } from './world/references.ts';

/** Has a model make a plan, and carries it out with a journal. */
export const repeatedStep: AgentPair = {
  id: 'repeated-step',
  faults: 1,
  bug: 'A step that the journal does not call done is done, though it may have been before a crash.',
  check: 'exactly-once',
  witness: [crash().at('mail', { call: 'POST /mails', calls: 2 })],
  scenario: make(false),
  sound: make(true),
};

function make(isSound: boolean): Scenario {
  return scenario('each mail of a plan is sent once', {
    family: 'held-out',
    points: { model: planner(), journal: journal(), mail: mail(), desk: desk() },
    ...underFaults((at, input, id) => handle(at, id, String(input), isSound)),
    tasks: [
      {
        input: 'The parcel of ticket 9 is lost: tell the customer and the depot, then close it.',
        expect: { effects: { 'POST /mails': 2, 'PUT /closed/:ref': 1 } },
      },
    ],
    checks: [completes(), exactlyOnce('mail'), exactlyOnce('desk')],
  });
}

function planner() {
  return provider({ script: [{ reply: 'mail customer; mail depot; close ticket' }] });
}

interface Plan {
  readonly steps: readonly string[];
  readonly done: number;
}

function journal() {
  return api(() => {
    const plans = new Map<unknown, Plan>();
    return [
      http.get('/plans/:id', ({ params }) => {
        const plan = plans.get(params['id']);
        return HttpResponse.json(plan ?? {}, { status: plan ? 200 : 404 });
      }),
      http.put('/plans/:id', async ({ params, request }) => {
        plans.set(params['id'], (await request.json()) as Plan);
        return HttpResponse.json({ kept: true });
      }),
    ];
  });
}

/** Takes no keys, but can be asked what was sent. */
function mail() {
  return api(
    () => {
      const sent = new Set<string>();
      return [
        http.post('/mails', async ({ request }) => {
          sent.add(((await request.json()) as { ref: string }).ref);
          return HttpResponse.json({ id: nonce('MSG') });
        }),
        http.get('/mails', ({ request }) => {
          const ref = new URL(request.url).searchParams.get('ref') ?? '';
          return HttpResponse.json({ sent: sent.has(ref) });
        }),
      ];
    },
    { effects: { 'POST /mails': { keyHeader: null } } },
  );
}

function desk() {
  return api(() => [references('/closed/:ref').put], { effects: ['PUT /closed/:ref'] });
}

async function handle(at: At, task: string, input: string, isSound: boolean): Promise<object> {
  const url = `${at.url('journal')}/plans/${task}`;
  const found = await askTwice<Plan>('GET', url);
  if (!found.ok && found.status !== 404) return { status: 'abstained', note: 'no journal' };
  const said = found.ok ? null : await chat(at.url('model'), `Plan this: ${input}`);
  const steps = found.ok ? found.body.steps : (said ?? '').split('; ');
  const begin = found.ok ? found.body.done : 0;
  if (!steps.every((step) => /^(mail|close) \w+$/.test(step))) {
    return { status: 'abstained', note: 'there is no plan' };
  }
  if (!found.ok && !(await askTwice('PUT', url, { json: { steps, done: 0 } })).ok) {
    return { status: 'abstained', note: 'the plan could not be kept' };
  }
  for (const [index, step] of steps.entries()) {
    if (index < begin) continue;
    const mayBeDone = found.ok && index === begin && isSound;
    if (!(await act(at, `${task}-${index}`, step, mayBeDone))) {
      const note = `${task}-${index} may have been done`;
      return { status: 'partial', open: steps.slice(index), note };
    }
    if (!(await askTwice('PUT', url, { json: { steps, done: index + 1 } })).ok) {
      return { status: 'partial', open: steps.slice(index + 1) };
    }
  }
  return { status: 'done', steps };
}

async function act(at: At, ref: string, step: string, mayBeDone: boolean): Promise<boolean> {
  const [verb, whom] = step.split(' ');
  if (verb === 'close') return (await askTwice('PUT', `${at.url('desk')}/closed/9`)).ok;
  const url = `${at.url('mail')}/mails`;
  const wasSent = async () => {
    const look = await askTwice<{ sent: boolean }>('GET', `${url}?ref=${ref}`);
    return look.ok ? look.body.sent : null;
  };
  const before = mayBeDone ? await wasSent() : false;
  if (before !== false) return before === true;
  if ((await ask('POST', url, { json: { ref, to: whom } })).ok) return true;
  return (await wasSent()) === true;
}
