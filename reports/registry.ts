import { HarnessError } from '../harness/model/error.ts';
import { didYouMean } from '../harness/model/options/nearest.ts';

/** A report format: one file, and a line in the list of its kind. */
export interface Format<What, Beside extends readonly unknown[]> {
  /** The name on the command line: `html`. */
  readonly name: string;
  /** The name of its file in the report folder: `report.html`. */
  readonly file: string;
  /** Renders the whole file. Pure; the strings of what it tells may be hostile. */
  readonly render: (what: What, ...beside: Beside) => string;
}

/** How formats of one kind are found. */
export interface Formats<One> {
  /** The format with this name; throws `bad-argument` for an unknown name. */
  readonly named: (name: string) => One;
  /** What a flag that names them says of itself. */
  readonly words: string;
}

/** Finds formats by name: the usual ones, and those that are written only where they are asked for. */
export function registry<One extends { readonly name: string }>(
  usual: readonly One[],
  asked: readonly One[] = [],
): Formats<One> {
  const all = [...usual, ...asked];
  const names = all.map(({ name }) => name);
  const left = asked.map(({ name }) => name).join(', ');
  return {
    named: (name) => {
      const found = all.find((one) => one.name === name);
      if (found) return found;
      throw new HarnessError('bad-argument', {
        expected: `one of the reporters ${names.join(', ')}`,
        got: JSON.stringify(name),
        fix: `${didYouMean(name, names)}Name one of these.`,
      });
    },
    words: `of ${names.join(',')} (default: all${left && ` but ${left}`})`,
  };
}
