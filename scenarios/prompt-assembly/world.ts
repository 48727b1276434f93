import { api, http, HttpResponse, nonce, type PointMaker } from '../../index.ts';
import { model } from './support-model.ts';
import { flagsOf, staff } from './world-staff.ts';

const flags = api([
  http.get('/flags/:tenant', ({ params: { tenant } }) =>
    HttpResponse.json({ tenant, on: flagsOf(String(tenant)) }),
  ),
]);

/** Who may do what: duties begin and end while the desk runs. */
const entitlements = api(
  () => {
    const held = new Map(Object.entries(staff).map(([user, { may }]) => [user, new Set(may)]));
    const told = (user: string) =>
      HttpResponse.json({
        user,
        regime: staff[user]?.regime ?? 'eu',
        permissions: [...(held.get(user) ?? [])],
      });
    return [
      http.get('/entitlements/:user', ({ params: { user } }) => told(String(user))),
      http.put('/entitlements/:user/:permission', ({ params: { user, permission } }) => {
        held.get(String(user))?.add(String(permission));
        return told(String(user));
      }),
      http.delete('/entitlements/:user/:permission', ({ params: { user, permission } }) => {
        held.get(String(user))?.delete(String(permission));
        return told(String(user));
      }),
    ];
  },
  { effects: ['PUT /entitlements/:user/:permission', 'DELETE /entitlements/:user/:permission'] },
);

const profiles = api([
  http.get('/profiles/:user', ({ params: { user } }) =>
    HttpResponse.json({ user, name: String(user), notes: 'Speaks plainly; knows the shop well.' }),
  ),
]);

const retrieval = api([
  http.post('/search', async ({ request }) => {
    const { question } = (await request.json()) as { readonly question: string };
    return HttpResponse.json([
      `Goods may be sent back within 30 days, see ${nonce('KB', question)}.`,
      'Parcels leave the house on the day they are ordered.',
    ]);
  }),
]);

/** Orders, and one refund for each idempotency key. */
const orders = api(
  () => {
    const paid = new Map<string, string>();
    return [
      http.get('/orders/:id', ({ params: { id } }) =>
        HttpResponse.json({ order: id, state: 'sent', note: `Parcel ${nonce('PC', String(id))}.` }),
      ),
      http.post('/refunds', ({ request }) => {
        const key = request.headers.get('idempotency-key') ?? nonce('KEY');
        const refund = paid.get(key) ?? nonce('RF');
        paid.set(key, refund);
        return HttpResponse.json({ refund });
      }),
    ];
  },
  { effects: { 'POST /refunds': { id: 'refund', keyHeader: 'idempotency-key' } } },
);

/** Everything that prompts are made of, the model that gets them, and what its tools call. */
export const world: Readonly<
  Record<'model' | 'flags' | 'entitlements' | 'profiles' | 'retrieval' | 'orders', PointMaker>
> = { model, flags, entitlements, profiles, retrieval, orders };
