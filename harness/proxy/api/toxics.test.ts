import { describe, expect, test } from 'vitest';
import { ask } from './testing/ask.ts';
import { withToxiproxy } from './testing/open.ts';

const proxy = { name: 'a', listen: '127.0.0.1:0', upstream: '127.0.0.1:1' };

describe('toxics that no connection could bear', () => {
  test.for([
    [{ type: 'bandwidth', attributes: { rate: -1 } }],
    [{ type: 'slicer', attributes: { average_size: 0 } }],
  ])('%j is refused', async ([toxic]) => {
    const { server } = await withToxiproxy();
    await ask(server, 'POST', '/proxies', proxy);
    const { status, body } = await ask(server, 'POST', '/proxies/a/toxics', toxic);
    expect({ status, body }).toEqual({
      status: 400,
      body: expect.stringMatching(/must be at least/),
    });
    expect((await ask(server, 'GET', '/proxies/a/toxics')).body).toBe('[]');
  });

  test('a change to one is refused, and nothing of it sticks', async () => {
    const { server } = await withToxiproxy();
    await ask(server, 'POST', '/proxies', proxy);
    const { body } = await ask(server, 'POST', '/proxies/a/toxics', {
      type: 'bandwidth',
      name: 'b',
      attributes: { rate: 7 },
    });
    const change = { toxicity: 0.5, attributes: { rate: -7 } };
    expect((await ask(server, 'PATCH', '/proxies/a/toxics/b', change)).status).toBe(400);
    expect((await ask(server, 'GET', '/proxies/a/toxics/b')).body).toBe(body);
  });
});
