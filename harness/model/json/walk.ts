/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object, not a list and not null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a JSON object or a list. */
export function isHolder(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}

/**
 * The value with every scalar in it passed through `change`, with the name of its nearest field
 * ('' where it has none). The value itself stays as it was.
 */
export function mapScalars(
  value: unknown,
  change: (scalar: unknown, field: string) => unknown,
  field = '',
): unknown {
  if (Array.isArray(value)) return value.map((item) => mapScalars(item, change, field));
  if (!isObject(value)) return change(value, field);
  return mapFields(value, ([name, inner]) => [[name, mapScalars(inner, change, name)]]);
}

/** The object with each field replaced by the fields that `change` gives: none, one or more. */
export function mapFields(
  value: JsonObject,
  change: (
    field: readonly [name: string, value: unknown],
  ) => readonly (readonly [string, unknown])[],
): JsonObject {
  return Object.fromEntries(Object.entries(value).flatMap((field) => change(field)));
}

/** The most fields of one reply that a search tries; twice as many for all replies together. */
export const mostFields = 8;

/** The names of all fields anywhere in the value, each once, in order of first sight; `most` of them. */
export function fieldNames(
  value: unknown,
  most: number = Number.POSITIVE_INFINITY,
): readonly string[] {
  const seen = new Set<string>();
  const visit = (inner: unknown): void => {
    if (seen.size >= most) return;
    if (Array.isArray(inner)) inner.forEach(visit);
    if (!isObject(inner)) return;
    for (const [name, deeper] of Object.entries(inner)) {
      seen.add(name);
      visit(deeper);
    }
  };
  visit(value);
  return [...seen].slice(0, most);
}
