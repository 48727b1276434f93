/**
 * A list of texts, sorted in place by their UTF-16 units. By insertion where it is short, as lists
 * of keys are: `toSorted` takes more time and memory than all else that is done with them.
 */
export function sorted(list: string[]): readonly string[] {
  if (list.length > few) return list.toSorted();
  for (let i = 1; i < list.length; i += 1) {
    const text = list[i] as string;
    let at = i;
    for (; at > 0 && (list[at - 1] as string) > text; at -= 1) list[at] = list[at - 1] as string;
    list[at] = text;
  }
  return list;
}

const few = 16;
