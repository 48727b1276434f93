import type { AgentReply, Send } from '../../model/agent-exchange.ts';
import type { Ask } from '../../model/scenario.ts';
import { taskHeaders } from '../../model/trace/trace-context.ts';
import { jsonOrText } from '../../model/json/parsed-json.ts';
import { AgentError } from '../agent/agent-error.ts';
import { readAnswer } from '../agent/answer.ts';
import { readRoute } from './route.ts';
import { send } from './send.ts';
import type { AskAt, AskForm, Way } from './way.ts';

/**
 * Asks by HTTP: `POST /chat` sends `{ id, input }`, or what `body` returns, as JSON, with the
 * headers that name the task. `answer` reads the reply; by default its JSON (an object even without
 * the JSON media type), or its text. Rejects with an `AgentError` for any status but 2xx.
 */
export const http: Way = {
  form: "'POST /chat'",
  isMeant: (ask) => /^[a-z]* ?\//i.test(ask) || /^[A-Z]+\b/.test(ask),
  open: (ask, form) => {
    const over = askOver(ask, form);
    return Object.assign(over(send), { over });
  },
};

function askOver(how: string, { body = plainBody, answer: reader }: AskForm) {
  const route = readRoute(how, '`ask`');
  return (sends: Send): AskAt =>
    async (address, ask, signal) => {
      const headers = { ...taskHeaders(ask.id), 'content-type': 'application/json' };
      const content = route.method === 'GET' ? {} : { body: JSON.stringify(body(ask)) };
      const reply = await sends(address, { ...route, headers, ...content }, signal);
      const { status, text } = reply;
      if (status >= 200 && status < 300) {
        demandText(reply);
        return reader === undefined ? read(reply) : await readAnswer(reader, text);
      }
      throw new AgentError(`${how} answered ${status}: ${text.slice(0, 2000)}`, status, text);
    };
}

/** No text has one of these: bytes of something else do. */
// eslint-disable-next-line no-control-regex
const notText = /[\u0000-\u0006\u000e-\u001a\u001c-\u001f]/;

function demandText({ text }: AgentReply): void {
  if (!notText.test(text)) return;
  throw new AgentError(`the answer is no text: ${JSON.stringify(text.slice(0, 200))}`, 200, text);
}

function read({ type, text }: AgentReply): unknown {
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(type)) return unsaid(text);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const says = `the answer says it is JSON, and is not: ${text.slice(0, 2000)}`;
    throw new AgentError(says, 200, text, { cause: error });
  }
}

/** The JSON object of a reply without a media type, which small servers leave out. */
function unsaid(text: string): unknown {
  return /^\s*\{/.test(text) ? jsonOrText(text) : text;
}

/** Of a conversation it says which message it is: the id is the same for all. */
function plainBody({ id, input, past }: Ask): unknown {
  return past ? { id, input, turn: past.length + 1 } : { id, input };
}
