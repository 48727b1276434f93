import { InvalidArgumentError } from '@commander-js/extra-typings';

/** Reads a regular expression, for an option. */
export function pattern(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    throw new InvalidArgumentError(`expected a regular expression (${says}).`);
  }
}
