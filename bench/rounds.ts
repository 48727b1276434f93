/** A contender of a benchmark: does `times` units of work. */
export type Contender = (times: number) => Promise<void>;

/**
 * Microseconds a unit for each contender: the median over rounds in which they take turns, so that
 * a machine that slows down slows them all. The first round warms up and is not counted.
 */
export async function rounds<Name extends string>(
  contenders: Readonly<Record<Name, Contender>>,
  { count = 9, times = 300 }: { readonly count?: number; readonly times?: number } = {},
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(contenders) as Name[];
  const taken = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= count; round += 1) {
    for (const name of names) {
      const since = performance.now();
      await contenders[name](times);
      if (round > 0) taken.get(name)?.push(((performance.now() - since) * 1000) / times);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(taken.get(name) ?? [])])) as Record<
    Name,
    number
  >;
}

/** The middle one of a list of numbers. */
export function median(list: readonly number[]): number {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
