import { HarnessError } from '../../model/error.ts';

const codes: ReadonlySet<unknown> = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'EADDRNOTAVAIL']);

/** The error as it is; a `HarnessError` where this machine has no more connections to give. */
export function generatorLimit(error: Error): Error {
  if (!codes.has((error as NodeJS.ErrnoException).code)) return error;
  return new HarnessError(
    'not-supported',
    {
      expected: 'a connection for each task that is open',
      got: `${error.message}: this machine has no more to give`,
      fix: 'Lower --rate, set --concurrency-limit, or raise the limit of open files (ulimit -n).',
    },
    { cause: error },
  );
}
