/** A string, a number or a flag in a JSON value, and its path in it (`notes.0.text`; '' for the value itself). */
export interface Leaf {
  readonly path: string;
  readonly value: string | number | boolean;
}

/** The strings, numbers and flags in a JSON value. */
export function leavesOf(value: unknown, path = ''): readonly Leaf[] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return [{ path, value }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    leavesOf(inner, path === '' ? name : `${path}.${name}`),
  );
}
