import { expect, test } from 'vitest';
import {
  check,
  cleanCut,
  defineFault,
  duplicateAnswer,
  eventsOf,
  expiredToken,
  finCut,
  garbleJson,
  hang,
  inProcess,
  lostReply,
  lostSession,
  mcp,
  passed,
  rateLimit,
  refuse,
  resetCut,
  rpcError,
  run,
  scenario,
  schemaViolation,
  silentNoOp,
  slow,
  stall,
  toolError,
  truncate,
  unreachable,
  wrongId,
  type Fault,
} from '../../index.ts';
import { rpcFramed } from '../model/rpc/rpc-framing.ts';
import { olderClient, sessionClient, statelessClient } from './testing/clients.ts';

const clients = {
  'sdk 1.32': sessionClient,
  'client 2.4 in a session': olderClient,
  'client 2.4 without one': statelessClient,
} as const;
type Client = keyof typeof clients;

const outputSchema = {
  type: 'object',
  properties: { euros: { type: 'number' } },
  required: ['euros'],
};

/** A result without anything in it. */
const emptyResult = defineFault({
  name: 'empty-result',
  about: 'The result of a tool has no fields at all.',
  needs: ['request', 'rpc'],
  harm: 'false',
  effect: () => ({
    kind: 'rewrite',
    how: 'empty-result',
    rewrite: (reply) => ({
      ...reply,
      frames: reply.frames.map((frame) => ({
        ...frame,
        data: String(frame.data).replace(/"content":.*"structuredContent":\{[^}]*\}/, '"extra":1'),
      })),
    }),
  }),
});

/** Progress every 30 s, and the answer after 90 s. */
const lateWithProgress = defineFault({
  name: 'late-with-progress',
  about: 'The server tells of its progress twice, and answers late.',
  needs: ['request', 'rpc'],
  harm: 'late',
  effect: (_params, { incoming }) => {
    const [, token = '0'] = /"progressToken":(\d+)/.exec(incoming.body) ?? [];
    const progress = (n: number) => ({
      afterMs: 30_000,
      data: rpcFramed(
        {
          jsonrpc: '2.0',
          method: 'notifications/progress',
          params: { progressToken: Number(token), progress: n },
        },
        'events',
      ),
    });
    return {
      kind: 'rewrite',
      how: 'late-with-progress',
      rewrite: (reply) => {
        const last = reply.frames.map((frame) => ({ ...frame, afterMs: frame.afterMs + 15_000 }));
        return { ...reply, frames: [progress(1), progress(2), ...last] };
      },
    };
  },
});

const faults: Readonly<Record<string, readonly [Fault, 'sse'?]>> = {
  'slow by 30 s': [slow({ ms: 30_000 })],
  'slow by 90 s': [slow({ ms: 90_000 })],
  '90 s with progress': [lateWithProgress(), 'sse'],
  hang: [hang()],
  'error of JSON-RPC': [rpcError()],
  'result with isError': [toolError()],
  'result without fields': [emptyResult()],
  'the same, no output schema': [emptyResult()],
  'wrong id': [wrongId()],
  'id of another type': [wrongId({ how: 'type' })],
  'id null': [wrongId({ how: 'null' })],
  'answer twice': [duplicateAnswer(), 'sse'],
  'schema violation': [schemaViolation()],
  'structured content absent': [schemaViolation({ how: 'absent' })],
  '204': [silentNoOp({ says: 'empty' })],
  429: [rateLimit()],
  500: [refuse({ status: 500 })],
  503: [refuse({ status: 503 })],
  'lost session': [lostSession()],
  'expired token': [expiredToken()],
  'connection refused': [unreachable()],
  'reply lost, reset': [lostReply()],
  'half a body': [truncate()],
  'HTML for JSON': [garbleJson({ how: 'html' })],
  'stall in the body': [stall({ afterFrames: 1 })],
  'FIN in the body': [finCut({ afterFrames: 1 })],
  'RST in the body': [resetCut({ afterFrames: 1 })],
  'stream ends before the answer': [cleanCut({ afterFrames: 1 }), 'sse'],
};

/** What one call comes to under a fault, with the defaults of the client, in virtual time. */
async function comesTo(
  [name, fault]: readonly [string, Fault],
  client: Client,
  replies: 'json' | 'sse',
): Promise<string> {
  const balance = () => ({ euros: 120 });
  const tools = {
    balance: name.endsWith('no output schema') ? balance : { outputSchema, run: balance },
  };
  const speaks = client === 'client 2.4 in a session' ? (['2025-11-25'] as const) : undefined;
  const played = scenario('reads a balance', {
    points: { bank: mcp({ tools, effects: ['balance'], replies, ...(speaks && { speaks }) }) },
    system: inProcess((at) => async () => {
      const opened = await clients[client](at.url('bank'), { authorization: 'Bearer token-1' });
      await opened.list();
      const beganMs = performance.now();
      const said = await opened.call('balance', {}, { onprogress: () => {} }).then(
        (result) => `resolves ${JSON.stringify(result['structuredContent'] ?? result['content'])}`,
        (error: Error) => `throws ${error.message.split('\n')[0]?.slice(0, 60)}`,
      );
      return `${said}, ${Math.round((performance.now() - beganMs) / 1000)} s`;
    }),
    tasks: [{ input: 1 }],
    faults: [emptyResult, lateWithProgress],
    plan: [fault.at('bank', { call: 'tools/call balance' })],
    phases: ['fault'],
    deadline: '10 min',
    checks: [check('none', () => passed)],
  });
  const { trace } = await run(played, { mode: 'sim', seed: 1 });
  const calls = eventsOf(trace, 'call.start').filter(({ label }) => label === 'tools/call balance');
  const [end] = eventsOf(trace, 'task.end');
  const said =
    end?.ending.how === 'answered' ? String(end.ending.answer) : JSON.stringify(end?.ending);
  const isStruck = eventsOf(trace, 'fault.hit').length > 0;
  return isStruck ? `${said}, called ${calls.length}x` : 'not struck';
}

test('what real clients do under each fault, asked once', async () => {
  const lines: string[] = [];
  for (const [name, [fault, only]] of Object.entries(faults)) {
    lines.push(name);
    for (const client of Object.keys(clients) as Client[]) {
      const framings = only ? [only] : (['json', 'sse'] as const);
      const came = [];
      for (const replies of framings)
        came.push([replies, await comesTo([name, fault], client, replies)] as const);
      const isAlike = new Set(came.map(([, said]) => said)).size === 1;
      const told = isAlike ? [[framings.join(', '), came[0]?.[1]] as const] : came;
      lines.push(...told.map(([replies, said]) => `  ${client} (${replies}): ${said}`));
    }
  }
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('clients.test.txt');
});
