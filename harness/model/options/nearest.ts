/**
 * The names most like `wanted`, nearest first: those within `reach`, a third of its length where left
 * out, by Levenshtein distance (Levenshtein 1966), and those that contain it. At most three of them.
 */
export function nearest(
  wanted: string,
  names: Iterable<string>,
  reach: number = Math.max(2, Math.ceil(wanted.length / 3)),
): readonly string[] {
  return [...names]
    .map((name) => ({ name, far: farness(wanted, name) }))
    .filter(({ far }) => far <= reach)
    .toSorted((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1))
    .slice(0, mostNear)
    .map(({ name }) => name);
}

const mostNear = 3;

/** A hint for the end of a message: `Did you mean slow or stall? `, or '' where nothing is near. */
export function didYouMean(wanted: string, names: Iterable<string>): string {
  const near = nearest(wanted, names);
  return near.length === 0 ? '' : `Did you mean ${near.join(' or ')}? `;
}

function farness(wanted: string, name: string): number {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const [a, b] = [plain(wanted), plain(name)];
  if (a.length >= 3 && b.includes(a)) return 1;
  return distance(a, b);
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
