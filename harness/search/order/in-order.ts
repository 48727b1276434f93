/**
 * Works on up to `width` items at once and gives `take` the results in the order of the items, so that
 * conclusions do not depend on the number of threads. Once `take` returns false, nothing more is begun,
 * and results of what is under way are dropped.
 */
export async function inOrder<T, R>(
  items: Iterable<T>,
  width: number,
  work: (item: T) => Promise<R>,
  take: (result: R, item: T) => boolean | Promise<boolean>,
): Promise<void> {
  const underWay: { readonly item: T; readonly result: Promise<R> }[] = [];
  const rest = items[Symbol.iterator]();
  let isOpen = true;
  const fill = () => {
    while (isOpen && underWay.length < width) {
      const next = rest.next();
      if (next.done) break;
      const result = work(next.value);
      // It is awaited below, in turn; a failure before its turn must not end the process.
      result.catch(() => {});
      underWay.push({ item: next.value, result });
    }
  };
  for (fill(); underWay.length > 0; fill()) {
    const first = underWay.shift();
    if (!first) break;
    const result = await first.result;
    if (isOpen) isOpen = await take(result, first.item);
  }
}
