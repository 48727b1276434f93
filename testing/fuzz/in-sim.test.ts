import { expect, test } from 'vitest';
import { catalogue } from '../../faults/catalogue.ts';
import { wallClock } from '../../harness/model/clock.ts';
import { gate } from '../../harness/points/gate.ts';
import { simFetch, simUrl } from '../../harness/sim/http/points.ts';
import { provider } from '../../index.ts';
import { oddRequest, wordsOf, type OddRequest } from './odd-requests.ts';
import { oddShop } from './odd-shop.ts';

const seed = 20_261_107;
/** All of them by `npm run test:long`. */
const count = process.env['BROWNOUT_LONG'] === undefined ? 1_000 : 12_000;

test('no odd request is an error of ours in sim', { timeout: 900_000 }, async () => {
  const model = provider({ script: ({ user }) => `you said ${user}` });
  const watched = gate({
    seed,
    clock: wallClock(),
    points: { shop: oddShop().open(), model: model.open() },
    record: (happening: object) => void JSON.stringify(happening),
    faults: catalogue,
  });
  const send = simFetch(() => watched, ['shop', 'model']);
  let sent = 0;
  for (let n = 0; n < count; n += 1) {
    const odd = oddRequest(seed, n);
    const request = requestOf(odd, simUrl(n % 2 === 0 ? 'shop' : 'model', ''));
    if (!request) continue;
    sent += 1;
    const { status } = await send(request, { left: request.signal, bodyMs: 300_000 });
    if (status >= 500 || watched.trouble()) {
      expect([status, watched.trouble()], wordsOf(odd)).toBe(null);
    }
  }
  expect(sent).toBeGreaterThan(count / 3);
});

/** The same for `fetch`; null where `fetch` itself refuses it, so that it never leaves an agent. */
function requestOf({ method, target, headers, body }: OddRequest, base: string): Request | null {
  const hasBody = !/^(get|head)$/i.test(method);
  try {
    return new Request(target.startsWith('/') ? base + target : `${base}/${target}`, {
      method,
      headers: headers.map(([name, its]): [string, string] => [name, its]),
      ...(hasBody ? { body: new Uint8Array(body) } : {}),
    });
  } catch {
    return null;
  }
}
