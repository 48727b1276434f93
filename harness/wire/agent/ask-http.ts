import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { mostReplyBytes, type AgentReply, type Send } from '../../model/agent-exchange.ts';
import { HarnessError } from '../../model/error.ts';
import type { Ask, RunningSystem } from '../../model/scenario.ts';
import { taskHeaders } from '../../model/trace/trace-context.ts';
import { AgentError } from './agent-error.ts';
import { checkReader, readAnswer, type AnswerReader } from './answer.ts';
import { jsonOrText } from '../../model/json/parsed-json.ts';

/** Asks the agent at `address`; rejects when `signal` aborts. */
export interface AskAt {
  (address: string, ask: Ask, signal: AbortSignal): Promise<unknown>;
  /** The same over another sender; absent for a function that asks in a way of its own. */
  readonly over?: (send: Send) => AskAt;
}

/** The body that is sent in place of `{ id, input }`, and the reader of the reply. */
export interface HttpForm {
  readonly body?: ((ask: Ask) => unknown) | undefined;
  readonly answer?: AnswerReader | undefined;
}

/**
 * Makes the function that asks an agent: by HTTP if `ask` is a route, else `ask` itself.
 * @throws HarnessError `bad-argument`
 */
export function askerOf(ask: string | AskAt, form: HttpForm): AskAt {
  checkReader(form.answer);
  if (typeof ask === 'string') return askByHttp(ask, form);
  if (form.answer === undefined) return ask;
  throw new HarnessError('bad-argument', {
    expected: 'either `answer` or a function for `ask`, which gives the answer itself',
    got: 'both',
    fix: 'Read the answer in that function.',
  });
}

/**
 * Asks by HTTP: `POST /chat` sends `{ id, input }`, or what `body` returns, as JSON, with the
 * headers that name the task. `answer` reads the reply; by default its JSON (an object even without
 * the JSON media type), or its text. Rejects with an `AgentError` for any status but 2xx.
 */
function askByHttp(how: string, { body = plainBody, answer: reader }: HttpForm = {}): AskAt {
  const route = readRoute(how, '`ask`');
  const over =
    (sends: Send): AskAt =>
    async (address, ask, signal) => {
      const headers = { ...taskHeaders(ask.id), 'content-type': 'application/json' };
      const content = route.method === 'GET' ? {} : { body: JSON.stringify(body(ask)) };
      const reply = await sends(address, { ...route, headers, ...content }, signal);
      const { status, text } = reply;
      if (status >= 200 && status < 300) {
        return reader === undefined ? read(reply) : await readAnswer(reader, text);
      }
      throw new AgentError(`${how} answered ${status}: ${text.slice(0, 2000)}`, status, text);
    };
  return Object.assign(over(send), { over });
}

/** How a running system is asked by `askAt`: as it is, or over another sender where it can be. */
export function askedBy(
  askAt: AskAt,
  asking: (askAt: AskAt) => RunningSystem['ask'],
): Pick<RunningSystem, 'ask' | 'askOver'> {
  const { over } = askAt;
  return { ask: asking(askAt), ...(over && { askOver: (sends) => asking(over(sends)) }) };
}

/**
 * Parses a route such as `POST /chat`.
 * @throws HarnessError `bad-argument` with the name of the option.
 */
export function readRoute(text: string, option: string): { method: string; path: string } {
  const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(text) ?? [];
  if (method !== undefined && path !== undefined) return { method, path };
  throw new HarnessError('bad-argument', {
    expected: `${option} to be a method and a path, such as 'POST /chat'`,
    got: `'${text}'`,
    fix: 'Write the method in capitals, one space, and a path that begins with a slash.',
  });
}

/** Sends a request on its own connection, without a time limit except `signal`. */
export const send: Send = (address, { method, path, headers = {}, body }, signal) => {
  const start = address.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      reject(signal.aborted && signal.reason instanceof Error ? signal.reason : error);
    };
    // A kept connection could be one that died with the agent: a failure of ours, not the agent's.
    const options = { method, headers, signal, agent: false } as const;
    const sent = start(address.replace(/\/+$/, '') + path, options, (reply) => {
      readAll(reply).then(resolve, fail);
    });
    sent.on('error', fail);
    sent.end(body);
  });
};

async function readAll(reply: IncomingMessage): Promise<AgentReply> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of reply as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostReplyBytes) throw new AgentError('the answer is over 32 MiB', null, '');
    chunks.push(chunk);
  }
  const type = reply.headers['content-type'] ?? '';
  return { status: reply.statusCode ?? 0, type, text: Buffer.concat(chunks).toString('utf8') };
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
