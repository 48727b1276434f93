import { api, delay, http, HttpResponse, nonce, type PointMaker } from '../../index.ts';
import type { Action } from './agent/actions.ts';
import { approver } from './approver.ts';
import { model } from './desk-model.ts';
import { owedFor } from './owed.ts';
import { segmentTools } from './segment-tools.ts';

/** Reviews what was done or proposed, and knows what was right. */
const monitor: PointMaker = api([
  http.post('/reviews', async ({ request }) => {
    await delay(5);
    const asked = (await request.json()) as { request: string; actions: readonly Action[] };
    const wrong = asked.actions.filter(({ args }) => args.amount !== owedFor(args.order)).length;
    return HttpResponse.json({ review: nonce('RV', asked.request), request: asked.request, wrong });
  }),
]);

/** Everything around the desk: its model, the people who approve, the monitor, two segments. */
export const world: Readonly<
  Record<'model' | 'approver' | 'monitor' | 'retail' | 'business', PointMaker>
> = {
  model,
  approver,
  monitor,
  retail: segmentTools(),
  business: segmentTools(),
};
