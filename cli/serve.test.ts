import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brownout, startBrownout, type Running } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { scenarioText } from './testing/snippets.ts';

let user: Folder;
beforeAll(async () => {
  user = await folderInside();
  const one = "scenario('books once', { ...base, plan: [lostReply().at('tool', { calls: 1 })] })";
  await user.write('one.scenario.ts', scenarioText(`export default ${one};`));
  const two = `[${one}, scenario('another', { ...base })]`;
  await user.write('two.scenario.ts', scenarioText(`export default ${two};`));
});
afterAll(() => user.remove());

async function serving(...args: readonly string[]): Promise<{ running: Running; tool: string }> {
  const running = startBrownout(['serve', ...args], { cwd: user.path });
  await running.until((said) => /^ {2}tool +http\S+\n/m.test(said));
  const [, tool = ''] = /^ {2}tool +(http\S+)$/m.exec(running.said()) ?? [];
  return { running, tool };
}

const book = (tool: string) =>
  fetch(`${tool}/book`, { method: 'POST', body: '{}', headers: { 'idempotency-key': 'k' } }).then(
    async (reply) => ((await reply.json()) as { id: string }).id,
    () => null,
  );

describe('the points of a scenario are served', () => {
  test('until Ctrl-C, and calls are told of', async () => {
    const { running, tool } = await serving('one.scenario.ts', '--port', '0');
    const id = await book(tool);
    expect(id).toMatch(/^BK-/);
    expect(await book(tool)).toBe(id);
    await running.until((said) => /tool POST \/book takes effect: BK-/.test(said));
    running.kill('SIGINT', 'main');
    expect(await running.ended).toMatchObject({ code: 130, stderr: '' });
  });

  test('to programs, and to no page of a website', async () => {
    const { running, tool } = await serving('one.scenario.ts', '--port', '0', '--faults');
    const from = (origin: string) => ({ method: 'POST', body: '{}', headers: { origin } });
    const reply = await fetch(`${tool}/book`, from('https://evil.example'));
    expect([reply.status, await reply.text()]).toEqual([403, expect.stringContaining('evil')]);
    // It was no call: the first is still to be lost.
    expect(await book(tool)).toBe(null);
    expect((await fetch(`${tool}/book`, from('http://localhost:3000'))).status).toBe(200);
    running.kill('SIGTERM', 'main');
    await running.ended;
  });

  test('with the faults of the scenario on, quietly', async () => {
    const { running, tool } = await serving(
      'one.scenario.ts',
      '--port',
      '0',
      '--faults',
      '--quiet',
    );
    expect(await book(tool)).toBe(null);
    expect(await book(tool)).toMatch(/^BK-/);
    running.kill('SIGTERM', 'main');
    const { code, stdout } = await running.ended;
    expect(code).toBe(143);
    expect(stdout).toContain('lost-reply');
    expect(stdout).not.toContain('takes effect');
  });

  test('of a file with several, the one that is named, under the faults of a file', async () => {
    const strike = { fault: { name: 'refuse', params: { status: 418 } }, at: 'tool', when: {} };
    await user.write('plan.json', JSON.stringify({ version: 1, plan: [strike] }));
    const args = ['two.scenario.ts', '--port', '0', '--title', 'another', '--plan', 'plan.json'];
    const { running, tool } = await serving(...args);
    expect((await fetch(`${tool}/book`, { method: 'POST' })).status).toBe(418);
    running.kill('SIGTERM', 'main');
    await running.ended;
  });
});

describe('what cannot be served is told', () => {
  test.each([
    [['two.scenario.ts'], 'Choose one with --title'],
    [['two.scenario.ts', '--title', 'none'], '"books once", "another"'],
    [['.'], 'Name one file'],
    [['none.scenario.ts'], 'brownout init'],
  ])('%s', async (args, says) => {
    const { code, stderr } = await brownout(['serve', ...args], { cwd: user.path });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(says) });
  });

  test('a port that somebody holds', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const port = String((holder.address() as AddressInfo).port);
    const ended = await brownout(['serve', 'one.scenario.ts', '--port', port], { cwd: user.path });
    holder.close();
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining(`port ${port}`) });
  });
});
