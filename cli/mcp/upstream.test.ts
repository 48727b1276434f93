import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterEach, describe, expect, test } from 'vitest';
import { inProcess, mcp, scenario, slow, completes } from '../../index.ts';
import { serve, type Served } from '../../harness/run/serve.ts';
import { bankOverHttp, type BankOverHttp } from '../../harness/mcp/testing/bank-over-http.ts';
import { sessionClient, type TestClient } from '../../harness/mcp/testing/clients.ts';
import { plainEnv } from '../testing/plain-env.ts';

const limitMs = 120_000;
const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const opened: { readonly close: () => Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).toReversed()) await one.close();
});

async function bridged(bank: BankOverHttp, ...faults: readonly string[]): Promise<TestClient> {
  const flags = faults.flatMap((words) => ['--fault', words]);
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [main, 'mcp', '--quiet', '--upstream', bank.url, '--stdio', ...flags],
    env: { ...plainEnv(), TASK_ID: 'during-1' },
    stderr: 'pipe',
  });
  const client = await sessionClient(transport);
  opened.push(client);
  return client;
}

describe('brownout mcp --upstream --stdio', { timeout: limitMs }, () => {
  test.each(['json', 'sse'] as const)(
    'is a server over stdio, of one that answers %s',
    async (replies) => {
      const bank = await bankOverHttp(replies);
      opened.push(bank);
      const client = await bridged(bank, 'refuse status=503 tool=balance calls=1');
      const balance = () => client.call('balance', { account: 'a' });
      await expect(balance()).rejects.toThrow('HTTP 503');
      expect(await balance()).toMatchObject({ structuredContent: { euros: 120 } });
      expect(bank.seen.at(-1)).toMatchObject({
        'x-task-id': 'during-1',
        'mcp-protocol-version': '2025-11-25',
        'mcp-session-id': expect.any(String) as string,
      });
    },
  );

  test('passes on what comes before an answer, in its order', async () => {
    const bank = await bankOverHttp('sse');
    opened.push(bank);
    const args = [main, 'mcp', '--quiet', '--upstream', bank.url, '--stdio'];
    const child = spawn(process.execPath, args, {
      env: plainEnv(),
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const next = async () => JSON.parse(String((await lines.next()).value)) as object;
    const send = (message: object) =>
      void child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    const clientInfo = { name: 'raw', version: '1' };
    const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo };
    send({ id: 1, method: 'initialize', params });
    expect(await next()).toMatchObject({ id: 1, result: { serverInfo: { name: 'bank' } } });
    send({ method: 'notifications/initialized' });
    send({ id: 2, method: 'tools/call', params: { name: 'steps', _meta: { progressToken: 7 } } });
    expect(await next()).toMatchObject({
      method: 'notifications/progress',
      params: { progressToken: 7 },
    });
    expect(await next()).toMatchObject({ id: 2, result: { structuredContent: { done: true } } });
    child.stdin.end();
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  test('stands before a point of a scenario, whose plan names the tool', async () => {
    const seen: string[] = [];
    const played = scenario('reads', {
      points: { bank: mcp({ tools: { balance: () => ({ euros: 120 }) } }) },
      system: inProcess(() => async () => 1),
      tasks: [{ input: 1 }],
      plan: ({ bank }) => [slow({ ms: 5 }).at(bank, { call: 'tools/call balance' })],
      checks: [completes()],
    });
    const sink = {
      take: (event: {
        readonly kind: string;
        readonly label?: string;
        readonly fault?: string;
      }) => {
        if (event.kind === 'call.start') seen.push(event.label ?? '');
        if (event.kind === 'fault.hit') seen.push(event.fault ?? '');
      },
    };
    const served: Served = await serve(played, { port: 0, seed: 1, plan: played.plan(1), sink });
    opened.push(served);
    const args = [main, 'mcp', '--quiet', '--upstream', served.urls['bank'] ?? '', '--stdio'];
    const child = spawn(process.execPath, args, {
      env: plainEnv(),
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = createInterface(child.stdout);
    const meta = { _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' } };
    const asked = {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'balance', ...meta },
    };
    child.stdin.write(`${JSON.stringify(asked)}\n`);
    const [line] = (await once(lines, 'line')) as [string];
    expect(JSON.parse(line)).toMatchObject({
      id: 1,
      result: { resultType: 'complete', structuredContent: { euros: 120 } },
    });
    expect(seen).toEqual(['tools/call balance', 'slow']);
    child.stdin.end();
    expect(await once(child, 'close')).toEqual([0, null]);
  });
});

describe('brownout mcp --upstream', { timeout: limitMs }, () => {
  test('listens in front of a server until it is stopped', async () => {
    const bank = await bankOverHttp('sse');
    opened.push(bank);
    const args = [
      main,
      'mcp',
      '--upstream',
      bank.url,
      '--fault',
      'tool-error says=busy tool=balance',
    ];
    const child = spawn(process.execPath, args, {
      env: plainEnv(),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const [, url = ''] = /^MCP listens at (\S+), in front of /.exec(line) ?? [];
    const client = await sessionClient(url);
    opened.push(client);
    expect(await client.call('balance', { account: 'a' })).toMatchObject({ isError: true });
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([143, null]);
  });

  test.each([
    [[], 'got neither'],
    [['--upstream', 'http://127.0.0.1:9', '--', 'node'], 'got both'],
    [['--upstream', 'http://8.8.8.8/mcp'], 'give --allow-remote'],
    [['--journal', '/dev/null/x', '--', 'node'], 'Give another --journal'],
    [['--upstream', 'http://127.0.0.1:9', '--fault', 'forget'], 'a fault that can strike here'],
  ])('%j is refused with 2', async (args, says) => {
    const child = spawn(process.execPath, [main, 'mcp', ...args], { env: plainEnv() });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    expect(await once(child, 'close')).toEqual([2, null]);
    expect(said).toContain(says);
  });
});
