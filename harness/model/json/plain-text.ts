/**
 * A value that came as JSON as text: an object or a list as JSON, since either may have a `toString` that
 * `String` would call; anything else as `String` has it.
 */
export function plainText(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
