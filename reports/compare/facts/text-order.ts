/** The list in the order of a text of each, the same on every machine. */
export function inTextOrder<T>(list: readonly T[], textOf: (one: T) => string): T[] {
  return list.toSorted((a, b) => {
    const [one, two] = [textOf(a), textOf(b)];
    return one < two ? -1 : one > two ? 1 : 0;
  });
}
