import { api, http, HttpResponse, type PointMaker } from '../../index.ts';

/** A shop whose orders take any body, which odd requests are sent to. */
export function oddShop(): PointMaker {
  return api(
    () => [
      http.post('/orders', async ({ request }) => {
        const order = (await request.json()) as { item?: unknown } | null;
        return HttpResponse.json({ id: 'ORD-1', item: order?.item ?? null }, { status: 201 });
      }),
      http.get('/orders/:id', ({ params }) => HttpResponse.json({ id: params['id'] })),
      http.delete('/orders/:id', () => new HttpResponse(null, { status: 204 })),
    ],
    { effects: { 'POST /orders': { undoneBy: 'DELETE /orders/:id' } } },
  );
}
