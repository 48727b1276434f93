/** So many calls are struck before what they brought about is: the same on any number of threads. */
const stride = 3;

/** The items, a few at a time. */
export function* strides<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += stride) yield items.slice(from, from + stride);
}
