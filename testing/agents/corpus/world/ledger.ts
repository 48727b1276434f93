import { api, http, HttpResponse, type PointMaker } from '../../../../index.ts';

/** A desk with facts (`GET /fact/:n`, and a copy of each), and entries to be written once each. */
export function ledger(): PointMaker {
  return api(
    [
      http.get('/fact/:n', ({ params }) =>
        HttpResponse.json({ fact: `fact ${String(params['n'])}` }),
      ),
      http.get('/copy/:n', ({ params }) =>
        HttpResponse.json({ fact: `fact ${String(params['n'])}` }),
      ),
      http.put('/entry/:n', ({ request }) =>
        HttpResponse.json({ id: request.headers.get('idempotency-key') }),
      ),
    ],
    { effects: ['PUT /entry/:n'] },
  );
}
