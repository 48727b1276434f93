import { describe, expect, onTestFinished, test } from 'vitest';
import { ask } from './testing/ask.ts';
import { echoServer, peer, until } from './testing/echo.ts';
import { freePorts } from './testing/free-ports.ts';
import { openToxiproxy } from './testing/open.ts';

/** Which of 24 connections in a row a toxic with toxicity 0.5 strikes; with a restart half way. */
async function struck(seed: number): Promise<readonly [before: string, after: string]> {
  const { server, close } = await openToxiproxy({ seed });
  onTestFinished(close);
  const [port = 0] = await freePorts(1);
  const proxy = { name: 'a', listen: `127.0.0.1:${port}`, upstream: await echoServer() };
  await ask(server, 'POST', '/proxies', proxy);
  const toxic = { type: 'limit_data', toxicity: 0.5, attributes: { bytes: 1 } };
  await ask(server, 'POST', '/proxies/a/toxics', toxic);
  const rolls = async () => {
    let found = '';
    for (let n = 0; n < 12; n += 1) {
      const client = peer(port);
      client.send('12');
      await until(() => client.got() === '12' || client.closed() !== null);
      found += client.got().length;
    }
    return found;
  };
  const before = await rolls();
  for (const enabled of [false, true]) await ask(server, 'PATCH', '/proxies/a', { enabled });
  return [before, await rolls()];
}

describe('a seed', () => {
  test('settles which connections are struck, also after a restart', async () => {
    const [first, again, other] = [await struck(1), await struck(1), await struck(2)];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(first[1]).not.toBe(first[0]);
    for (const rolls of first) expect(rolls).toMatch(/1.*2|2.*1/);
  });
});
