import { api, http, HttpResponse, nonce, type PointMaker } from '../../index.ts';

/** The control plane answers so many calls a second. */
const callsASecond = 20;
/** Over which its load is measured (ms). */
const measuredMs = 20_000;

/** Knows where services are, which nodes there are, and what they run. */
const control = api(
  () => {
    let came: number[] = [];
    const note = () => {
      const nowMs = Date.now();
      came = [...came.filter((atMs) => atMs > nowMs - measuredMs), nowMs];
    };
    return [
      http.get('/endpoints/:service', ({ params: { service } }) => {
        note();
        return HttpResponse.json({ service, host: 'shelf-7' });
      }),
      http.get('/nodes/:id', ({ params: { id } }) => {
        note();
        return HttpResponse.json({ node: id, machine: nonce('MC', String(id)) });
      }),
      http.get('/nodes', ({ request }) => {
        note();
        return HttpResponse.json({ page: new URL(request.url).searchParams.get('page') });
      }),
      http.get('/metrics', () =>
        HttpResponse.json({ busy: came.length / (callsASecond * (measuredMs / 1_000)) }),
      ),
      http.put('/rollouts/:version', () => HttpResponse.json({ rolled: true })),
      http.put('/version', () => HttpResponse.json({ rolled: true })),
    ];
  },
  { capacity: { workers: 1, service: 1_000 / callsASecond } },
);

/** The lane kept for emergencies: little, and nobody else's. */
const admin = api([http.put('/version', () => HttpResponse.json({ rolled: true }))]);

/** What users ask for. */
const catalog = api([
  http.get('/:host/items/:id', ({ params: { id } }) =>
    HttpResponse.json({ name: `item ${String(id)}, ${nonce('IT', String(id))}` }),
  ),
]);

const sink = api([http.post('/spans', () => HttpResponse.json({ kept: true }))]);

/** Everything the fleet leans on. */
export const world: Readonly<Record<string, PointMaker>> = { control, admin, catalog, sink };
