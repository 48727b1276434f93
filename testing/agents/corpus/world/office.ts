import { api, http, HttpResponse, type PointMaker } from '../../../../index.ts';

/** What each desk of the office knows. */
const known: Readonly<Record<string, object>> = {
  customer: { name: 'Ann' },
  policy: { limit: 5_000 },
  calendar: { free: 'Friday' },
  account: { open: true },
  history: { orders: 3 },
  contract: { until: 2027 },
};

/**
 * The office around a job. `GET /:topic` tells what is known, `POST /notes` keeps a record and
 * `POST /messages` tells the customer: neither of them is what the job is about.
 */
export function office(): PointMaker {
  return api([
    http.get('/:topic', ({ params }) => {
      const said = known[String(params['topic'])];
      return HttpResponse.json(said ?? { error: 'no such topic' }, { status: said ? 200 : 404 });
    }),
    http.post('/notes', () => HttpResponse.json({ kept: true })),
    http.post('/messages', () => HttpResponse.json({ sent: true })),
  ]);
}
