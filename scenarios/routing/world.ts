import {
  api,
  delay,
  http,
  HttpResponse,
  nonce,
  provider,
  type PointMaker,
  type Script,
} from '../../index.ts';

/** A model that signs what it says; it takes some time. */
const saying =
  (name: string): Script =>
  ({ user }) =>
    `On "${user}": ${nonce(name)}.`;

const pace = { first: 60, gap: 0 };
const swift = provider({ script: saying('SW'), dialect: 'openai-chat', pace });
const grand = provider({ script: saying('GR'), dialect: 'anthropic', pace });

/** Tells how hard a text is by its words, and nothing of what was said before. */
const scorer = api([
  http.post('/score', async ({ request }) => {
    const { text } = (await request.json()) as { readonly text: string };
    await delay(10);
    return HttpResponse.json({ difficulty: /migrate|audit|prove/i.test(text) ? 0.9 : 0.2 });
  }),
]);

/** Where somebody hears of alarms. */
const ops = api([http.post('/alarms', () => HttpResponse.json({ heard: true }))]);

/** Everything the router leans on: two models, what tells how hard a text is, and who hears of alarms. */
export const world: Readonly<Record<'swift' | 'grand' | 'scorer' | 'ops', PointMaker>> = {
  swift,
  grand,
  scorer,
  ops,
};
