import { endsIn } from './field-name.ts';

/**
 * The scalar `byMs` earlier if it is a timestamp: an ISO 8601 date or time, or an epoch number (s
 * or ms) in a field named like one. Written with the same precision and offset. Else as it is.
 */
export function earlier(scalar: unknown, field: string, byMs: number): unknown {
  if (typeof scalar === 'string') return earlierText(scalar, byMs);
  const unitMs = epochUnitMs(scalar, field);
  if (unitMs === undefined || typeof scalar !== 'number') return scalar;
  const moved = scalar - byMs / unitMs;
  return Number.isInteger(scalar) ? Math.round(moved) : moved;
}

/**
 * The length of one unit of an epoch number (ms): 1, or 1000 for seconds; undefined if it is none.
 * The field must be named like a time, and the number must lie between 2001 and 2286 (1973 for ms),
 * so `lat`, `seat` and `time: 30` are left alone.
 */
export function epochUnitMs(scalar: unknown, field: string): number | undefined {
  if (typeof scalar !== 'number' || !endsIn(field, times)) return undefined;
  if (scalar >= 1e9 && scalar < 1e10) return 1000;
  return scalar >= 1e11 && scalar < 1e13 ? 1 : undefined;
}

const times: ReadonlySet<string> = new Set(
  'at,time,timestamp,ts,date,datetime,updated,created,as of,asof'.split(','),
);

const date = /(\d{4}-\d{2}-\d{2})/.source;
const clock = /([Tt ])(\d{2}:\d{2})(:\d{2})?(?:\.(\d{1,9}))?([Zz]|[+-]\d{2}:?\d{2})?/.source;
const iso = new RegExp(`^${date}(?:${clock})?$`);

function earlierText(text: string, byMs: number): string {
  const parts = iso.exec(text);
  if (parts === null) return text;
  const [, day = '', gap, minutes = '00:00', seconds, fraction, offset = ''] = parts;
  // The clock on the wall moves, whatever its offset, so the offset can be kept as written.
  const wall = Date.parse(`${day}T${minutes}${seconds ?? ':00'}Z`);
  if (Number.isNaN(wall)) return text;
  const moved = new Date(wall + milliseconds(fraction) - byMs).toISOString();
  if (gap === undefined) return moved.slice(0, 10);
  const part = fraction === undefined ? '' : `.${moved.slice(20, 23).padEnd(9, '0')}`;
  const time = moved.slice(11, seconds === undefined ? 16 : 19);
  return moved.slice(0, 10) + gap + time + part.slice(0, 1 + (fraction?.length ?? 0)) + offset;
}

function milliseconds(fraction = ''): number {
  return Number(fraction.slice(0, 3).padEnd(3, '0'));
}
