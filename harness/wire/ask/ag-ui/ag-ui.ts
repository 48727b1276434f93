import { textOrJson } from '../../../model/json/parsed-json.ts';
import type { Ask } from '../../../model/scenario.ts';
import { taskHeaders } from '../../../model/trace/trace-context.ts';
import { AgentError } from '../../agent/agent-error.ts';
import { readAnswer } from '../../agent/answer.ts';
import { conversations, type Conversations } from '../conversations.ts';
import { isEventStream, jsonEvents } from '../json-events.ts';
import { ownFields } from '../own-fields.ts';
import { pathAfter } from '../route.ts';
import { openReply, whole, type OpenReply } from '../send.ts';
import type { AskForm, Way } from '../way.ts';
import { nothingTold, takeEvent, type RunInterrupt, type RunSoFar } from './run-told.ts';

/**
 * Asks by the AG-UI protocol: one POST of a `RunAgentInput` a message, and the events of the run as
 * the reply. A run that is cut short has no answer.
 */
export const agUi: Way = {
  form: "'ag-ui /path'",
  isMeant: (ask) => /^ag-?ui\b/i.test(ask),
  open: (how, form) => {
    const path = pathAfter('ag-ui', how, '/');
    const talks = conversations<readonly RunInterrupt[]>();
    return async (address, ask, signal) => {
      const accept = 'text/event-stream';
      const headers = { ...taskHeaders(ask.id), accept, 'content-type': 'application/json' };
      const body = JSON.stringify(inputOf(ask, talks, form));
      const request = { method: 'POST', path, headers, body };
      const so = await finished(how, await openReply(address, request, signal));
      talks.learn(ask, so.end?.interrupts ?? []);
      return await answerOf(so, form);
    };
  },
};

function inputOf(ask: Ask, talks: Conversations<readonly RunInterrupt[]>, { body }: AskForm) {
  const { input, past = [] } = ask;
  const runId = talks.message(ask);
  const waiting = talks.known(ask) ?? [];
  const said = past.flatMap((one, index) => [
    { id: `${runId}-user-${index + 1}`, role: 'user', content: textOrJson(one.input) },
    { id: `${runId}-assistant-${index + 1}`, role: 'assistant', content: textOrJson(one.answer) },
  ]);
  return {
    threadId: talks.thread(ask),
    runId,
    state: {},
    messages: [...said, { id: `${runId}-user`, role: 'user', content: textOrJson(input) }],
    tools: [],
    context: [],
    forwardedProps: {},
    ...(waiting.length > 0 && {
      resume: waiting.map(({ id }) => ({ interruptId: id, status: 'resolved', payload: input })),
    }),
    ...ownFields(body, ask),
  };
}

/** Reads the events of a run to its end. */
async function finished(how: string, { status, type, texts }: OpenReply): Promise<RunSoFar> {
  if (status < 200 || status >= 300 || !isEventStream(type)) {
    const text = await whole(texts);
    const what = isEventStream(type) ? '' : `, no stream of events but '${type}'`;
    throw new AgentError(`${how} answered ${status}${what}: ${text.slice(0, 2000)}`, status, text);
  }
  const so = nothingTold();
  for await (const event of jsonEvents(texts)) {
    takeEvent(so, event);
    if (so.end) break;
  }
  const text = [...so.texts.values()].join('\n\n');
  if (!so.end) throw new AgentError(`the run was cut before RUN_FINISHED: ${text}`, 200, text);
  if (so.open.size === 0) return so;
  throw new AgentError(`RUN_FINISHED while ${[...so.open].join(', ')} had not ended`, 200, text);
}

/** What the assistant said, or else the result of the run; of an interrupted one what it asks, too. */
async function answerOf({ texts, end }: RunSoFar, { answer: reader }: AskForm): Promise<unknown> {
  const { result, interrupts = [] } = end ?? {};
  const asked = interrupts.flatMap((one) => one.message ?? []);
  const said = [...texts.values(), ...asked].filter((text) => text !== '').join('\n\n');
  const content = said === '' && result !== undefined && result !== null ? result : said;
  const answer = reader === undefined ? content : await readAnswer(reader, textOrJson(content));
  if (interrupts.length === 0) return answer;
  return { disposition: 'escalated', state: 'interrupted', answer };
}
