import type { Duration, Task } from '../../index.ts';
import type { Request } from './agent/request.ts';

/** A conversation, whose full answer is about its last turn and signed. */
export function says(
  turns: string | readonly string[],
  more: Partial<Request> & { readonly after?: Duration } = {},
): Task {
  const { after, ...rest } = more;
  const said = typeof turns === 'string' ? [turns] : turns;
  const input: Request = { tenant: 'acme', risk: 'usual', turns: said, ...rest };
  const answer = ({ text }: { readonly text?: string }) =>
    text?.includes(`On "${said.at(-1)}": `) && /\b(SW|GR)-\w{8}\.$/.test(text);
  return { input, expect: { answer }, ...(after === undefined ? {} : { after }) };
}

/** What anybody could answer. */
export const easy: readonly string[] = [
  'What is on today?',
  'Thank them.',
  'Say it in French.',
  'Which day is it?',
  'Sort these names.',
  'Count these words.',
];

/** What wants the strong model. */
export const hard: readonly string[] = [
  'Migrate the ledger.',
  'Audit the contract.',
  'Prove the bound.',
  'Migrate the mail.',
];
