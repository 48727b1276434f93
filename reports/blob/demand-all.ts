import { HarnessError } from '../../harness/model/error.ts';
import { counted } from '../words/wording.ts';

/** Throws `bad-artifact` unless each of the parts is there once. */
export function demandAll(
  parts: readonly { readonly index: number; readonly count: number }[],
): void {
  const count = parts[0]?.count ?? 0;
  const had = parts.map(({ index }) => index).toSorted((a, b) => a - b);
  const missing = Array.from({ length: count }, (_, n) => n + 1).filter((n) => !had.includes(n));
  if (missing.length === 0 && had.length === count) return;
  throw new HarnessError('bad-artifact', {
    expected: `each of the ${counted(count, 'part')} once`,
    got: had.join(', '),
    fix:
      missing.length > 0
        ? `Run the others: ${missing.map((n) => `--shard ${n}/${count}`).join(', ')}.`
        : 'Name each part once.',
  });
}
