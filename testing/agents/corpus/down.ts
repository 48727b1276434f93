import { refuse, type Strike } from '../../../index.ts';

/** The nth call of this label in the fault phase is refused with 503: a strike of a witness. */
export function down(point: string, call: string, nth = 1): Strike {
  return refuse({ status: 503 }).at(point, { call, calls: nth });
}
