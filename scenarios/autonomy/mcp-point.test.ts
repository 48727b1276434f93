import { describe, expect, it } from 'vitest';
import {
  check,
  contradictory,
  eventsOf,
  inProcess,
  lostReply,
  nonce,
  passed,
  run,
  scenario,
  silentNoOp,
  slow,
  type Strike,
} from '../../index.ts';
import { mcpServer } from './mcp-point.ts';
import { toolServer } from './agent/tool-server.ts';

const bank = mcpServer(
  () => ({
    pay: ({ key, amount }) => ({ payment: nonce('PM'), key, amount }),
    refuse: () => {
      throw new Error('no money');
    },
  }),
  { pay: { id: 'payment' } },
);

/** Calls one tool twice with the same arguments, through the real client. */
async function twice(tool: string, strike: Strike, mode: 'sim' | 'wire' = 'sim') {
  const payer = scenario('pays', {
    points: { bank },
    system: inProcess((at) => {
      const server = toolServer(at.url('bank'));
      return async (_, { signal }) => {
        const call = () => server.call(tool, { key: 'k1', amount: 20 }, signal);
        const said = (error: Error) => ({ name: error.name, message: error.message });
        return [await call().catch(said), await call().catch(said)];
      };
    }),
    tasks: [{ input: 1 }],
    plan: strike,
    phases: ['fault'],
    checks: [check('none', () => passed)],
  });
  const { trace } = await run(payer, { mode, seed: 1 });
  const [end] = eventsOf(trace, 'task.end');
  const answer = end?.ending.how === 'answered' ? (end.ending.answer as object[]) : [];
  return { trace, answer };
}

const harmless = slow({ ms: 1 }).at('bank');

describe('an MCP server as a point', () => {
  it.each(['sim', 'wire'] as const)('is reached by the real client in %s', async (mode) => {
    const { trace, answer } = await twice('pay', harmless, mode);
    expect(answer[0]).toMatchObject({ key: 'k1', amount: 20 });
    const calls = eventsOf(trace, 'call.start');
    expect(calls.map(({ label }) => label)).toEqual([
      'server/discover',
      'tools/call pay',
      'tools/call pay',
    ]);
    // The number of the JSON-RPC message is not part of the name.
    expect(calls.slice(1).map(({ site }) => site.attempt)).toEqual([1, 2]);
    expect(calls[1]?.input).toEqual({ key: 'k1', amount: 20 });
  });

  it('counts what a tool made, by its id and key, and nothing else', async () => {
    const { trace, answer } = await twice(
      'pay',
      lostReply().at('bank', { call: 'tools/call pay' }),
    );
    expect(answer).toMatchObject([{ name: 'TypeError' }, { name: 'TypeError' }]);
    expect(eventsOf(trace, 'effect')).toMatchObject([
      { does: 'tools/call pay', key: 'k1', id: expect.stringMatching(/^PM-/) as string },
      { does: 'tools/call pay', key: 'k1' },
    ]);
    const refused = await twice('refuse', harmless);
    expect(refused.answer[0]).toEqual({ name: 'ToolRefused', message: 'no money' });
    expect(eventsOf(refused.trace, 'effect')).toEqual([]);
    const unknown = await twice('fly', harmless);
    expect(unknown.answer[0]).toMatchObject({ message: 'no tools/call fly' });
  });

  it('words what faults change or make up as the protocol does', async () => {
    const changed = await twice('pay', contradictory().at('bank', { call: 'tools/call pay' }));
    expect(changed.answer[0]).toMatchObject({ key: 'k1' });
    expect(changed.answer[0]).not.toMatchObject({ amount: 20 });
    const forged = await twice('pay', silentNoOp().at('bank', { call: 'tools/call pay' }));
    expect(forged.answer[0]).toEqual({ ok: true });
    expect(eventsOf(forged.trace, 'effect')).toEqual([]);
  });
});
