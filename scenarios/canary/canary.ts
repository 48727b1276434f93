import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

/** An agent that does everything wrong once a reply is lost; the harness must see every bit of it. */
export async function canary(flights: string, input: unknown): Promise<unknown> {
  if (input === 'loop') for (;;) await Promise.resolve();
  if (input === 'stray') setTimeout(() => fail(), 10);
  if (input === 'hang' || input === 'stray') return new Promise(() => {});
  if (input === 'spin')
    for (;;) await fetch(`${flights}/book`, { method: 'POST' }).catch(() => null);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const booked = await fetch(`${flights}/book`, { method: 'POST' }).catch(() => null);
    if (attempt === 0 && booked?.ok) return { status: 'done', text: await booked.text() };
    if (booked?.ok) break;
  }
  return { status: 'done', text: 'Booked as BK-00000000, at a price of 1 euro.' };
}

function fail(): never {
  throw new Error('nobody caught this');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  createServer((request, response) => {
    if (request.method === 'GET') return response.end('ready');
    void (async () => {
      let text = '';
      for await (const chunk of request) text += String(chunk);
      const { input } = JSON.parse(text) as { readonly input: unknown };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(await canary(process.env['FLIGHTS_URL'] ?? '', input)));
    })();
  }).listen(Number(process.env['PORT']), '127.0.0.1');
}
