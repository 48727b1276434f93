import { digest } from './json.ts';

/** The id of an effect whose reply told none: the same for the same request, and known to nobody else. */
export function madeUpId(request: readonly unknown[]): string {
  return `#${digest(request)}`;
}

/** Whether an id was made up, so that no answer can name it. */
export function isMadeUp(id: string): boolean {
  return id === '' || id.startsWith('#');
}
