import type { Incoming } from '../../model/call.ts';
import { isTooDeep } from '../../model/json/depth.ts';
import { digest } from '../../model/json/json.ts';
import { jsonOrText } from '../../model/json/parsed-json.ts';
import type { Reading } from '../../model/point.ts';
import { isSafeMethod } from '../methods.ts';

/** A request to a tool behind HTTP: its label, and an op that names its arguments. */
export function httpReading(
  incoming: Incoming,
  label: string,
  acts: (label: string) => boolean,
): Reading {
  const body = bodyIn(incoming.body);
  const query = incoming.path.includes('?') ? incoming.path : null;
  const detail = label.includes(':') ? incoming.path : query;
  const isBare = body === null && detail === null;
  const op = isBare ? label : `${label}#${digest([detail, body]).slice(0, 6)}`;
  const path = body === null ? null : detail;
  const safe = isSafeMethod(incoming.method) && !acts(label);
  return { label, op, input: body ?? detail, safe, ...(path !== null && { path }) };
}

/** The JSON value of a text, or the text; none where it is empty. */
export function bodyIn(text: string): unknown {
  if (text === '') return null;
  return isTooDeep(text) ? text : jsonOrText(text);
}
