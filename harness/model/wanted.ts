/** The effects of one label that a task should leave: so many, or exactly those made with such arguments. */
export type Wanted = number | readonly unknown[];

/** How many effects that are. */
export function countOf(wanted: Wanted): number {
  return typeof wanted === 'number' ? wanted : wanted.length;
}
