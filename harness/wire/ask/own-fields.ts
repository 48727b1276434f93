import { badArgument } from '../../model/error.ts';
import { isObject, type JsonObject } from '../../model/json/walk.ts';
import type { Ask } from '../../model/scenario.ts';
import type { AskForm } from './way.ts';

/**
 * The fields that a scenario gives a request of a protocol, in place of the usual.
 * @throws HarnessError `bad-argument` where `body` makes no object.
 */
export function ownFields(body: AskForm['body'], ask: Ask): JsonObject {
  const made = body?.(ask) ?? {};
  if (isObject(made)) return made;
  throw badArgument(
    '`body` to make an object: the fields of the request that you give yourself',
    JSON.stringify(made) ?? String(made),
    'Return such as { metadata: { … } }; the input is in the request already.',
  );
}
