import { digest } from '../../../model/json/json.ts';
import { recent } from '../../../model/recent.ts';
import type { Reply } from '../../../model/reply.ts';
import type { ToolCall, Turn } from '../../../model/turn.ts';
import type { Answering, ChatRequest } from '../dialect.ts';
import { openaiHeaders } from '../openai/headers.ts';
import { epochSeconds } from '../../epoch.ts';
import { durationOf, paced, piecesOf } from '../../sse.ts';
import { dataEvent } from '../../../model/streams/server-sent-events.ts';
import { tokensOf, usageOf, type Usage } from '../../tokens.ts';

/** A turn as OpenAI's chat API sends it: one JSON object, or a stream of one frame an event. */
export function say(turn: Turn, chat: ChatRequest, as: Answering): Reply {
  const outputTokens = tokensOf(turn);
  const tokens = chat.promptTokens + outputTokens;
  const said = { turn, chat, as, usage: worded(usageOf(turn, chat.promptTokens, outputTokens)) };
  const body = chat.stream ? streamed(said) : whole(said);
  return { status: 200, ...body, end: 'done', meaning: turn, tokens, outputTokens };
}

interface Said {
  readonly turn: Turn;
  readonly chat: ChatRequest;
  readonly as: Answering;
  /** JSON. */
  readonly usage: string;
}

function whole({ turn, chat, as, usage }: Said): Pick<Reply, 'headers' | 'frames'> {
  const { text, toolCalls } = turn;
  const isRefusal = turn.finish === 'refusal';
  const content =
    isRefusal || (text === '' && toolCalls.length > 0) ? 'null' : JSON.stringify(text);
  const refusal = isRefusal ? JSON.stringify(text) : 'null';
  const calls =
    toolCalls.length === 0 ? '' : `,"tool_calls":${JSON.stringify(toolCalls.map(wired))}`;
  const message = `{"role":"assistant","content":${content}${calls},"refusal":${refusal},"annotations":[]}`;
  const choice = `{"index":0,"message":${message},"logprobs":null,"finish_reason":"${reasons[turn.finish]}"}`;
  const head = headOf('chat.completion', turn, chat, as);
  const data = `{${head},"choices":[${choice}],"usage":${usage}}`;
  const waitMs = as.pace.gapMs === 0 ? as.pace.firstMs : durationOf(as.pace, deltasOf(turn).length);
  const pace = { firstMs: waitMs, gapMs: 0 };
  const headers = { 'content-type': 'application/json', ...openaiHeaders({ ...as, pace }) };
  return { headers, frames: [{ afterMs: waitMs, data }] };
}

function streamed({ turn, chat, as, usage }: Said): Pick<Reply, 'headers' | 'frames'> {
  // All that a stream's chunks share is written once: a stringify a chunk costs twice the CPU.
  const start = `{${headOf('chat.completion.chunk', turn, chat, as)},"choices":[`;
  const end = chat.includeUsage ? '],"usage":null}' : ']}';
  // Joined: a template's parts would be walked anew in each chunk when it is sent.
  const before = ['data: ', start, '{"index":0,"delta":'].join('');
  const after = [',"logprobs":null,"finish_reason":null}', end, '\n\n'].join('');
  const chunk = (delta: string) => before + delta + after;
  const content = turn.toolCalls.length > 0 && turn.text === '' ? 'null' : '""';
  const opening = chunk(`{"role":"assistant","content":${content},"refusal":null}`);
  const reason = `"finish_reason":"${reasons[turn.finish]}"`;
  const closing = [dataEvent(`${start}{"index":0,"delta":{},"logprobs":null,${reason}}${end}`)];
  if (chat.includeUsage) closing.push(dataEvent(`${start}],"usage":${usage}}`));
  closing.push(dataEvent('[DONE]'));
  const deltas = deltasOf(turn).map(chunk);
  return {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
      ...openaiHeaders(as),
    },
    frames: paced(as.pace, { opening: [opening], deltas, closing }),
  };
}

/** What each chunk adds, as JSON: words of the text, then each call's start and its arguments. */
function deltasOf(turn: Turn): readonly string[] {
  const deltas: string[] = [];
  const said = turn.finish === 'refusal' ? 'refusal' : 'content';
  for (const piece of wordedPieces(turn.text)) deltas.push(`{"${said}":${piece}}`);
  for (const [index, call] of turn.toolCalls.entries()) {
    const start = JSON.stringify({ index, ...wired({ ...call, arguments: '' }) });
    deltas.push(`{"tool_calls":[${start}]}`);
    const open = `{"tool_calls":[{"index":${index},"function":{"arguments":`;
    for (const piece of piecesOf(call.arguments)) {
      deltas.push(`${open}${JSON.stringify(piece)}}}]}`);
    }
  }
  return deltas;
}

/** A text in pieces, each as JSON. */
const wordedPieces = recent(
  (text: string) => text,
  (text) => piecesOf(text).map((piece) => JSON.stringify(piece)),
);

function wired(call: ToolCall): object {
  const { id, name } = call;
  return { id, type: 'function', function: { name, arguments: call.arguments } };
}

/** The members that open a completion and each of its chunks, as JSON. */
function headOf(object: string, turn: Turn, chat: ChatRequest, as: Answering): string {
  const id = `chatcmpl-${digest(as.requestId)}`;
  const created = epochSeconds + Math.floor(as.nowMs / 1000);
  const model = JSON.stringify(turn.stated?.model ?? chat.model);
  return (
    `"id":"${id}","object":"${object}","created":${created},"model":${model},` +
    '"service_tier":"default","system_fingerprint":"fp_b70w0u7"'
  );
}

const reasons: Readonly<Record<Turn['finish'], string>> = {
  stop: 'stop',
  'tool-calls': 'tool_calls',
  length: 'length',
  'content-filter': 'content_filter',
  refusal: 'stop',
};

function worded({ input, output, thoughts }: Usage): string {
  return (
    `{"prompt_tokens":${input},"completion_tokens":${output},"total_tokens":${input + output},` +
    '"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},' +
    `"completion_tokens_details":{"reasoning_tokens":${thoughts},"audio_tokens":0}}`
  );
}
