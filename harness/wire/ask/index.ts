import { badArgument } from '../../model/error.ts';
import { checkReader } from '../agent/answer.ts';
import { a2a } from './a2a/a2a.ts';
import { agUi } from './ag-ui/ag-ui.ts';
import { http } from './http.ts';
import { queue } from './queue/queue.ts';
import type { AskAt, AskForm, Way } from './way.ts';

/** All ways to ask an agent that runs on. */
export const ways: readonly Way[] = [http, a2a, agUi, queue];

/**
 * Makes the function that asks an agent, for one start of it: in the way that `ask` names, else `ask`
 * itself. `others` are the words that this kind of system takes beside.
 * @throws HarnessError `bad-argument`
 */
export function askerOf(ask: string | AskAt, form: AskForm, others: readonly string[] = []): AskAt {
  checkReader(form.answer);
  if (typeof ask !== 'string') {
    if (form.answer === undefined) return ask;
    throw badArgument(
      'either `answer` or a function for `ask`, which gives the answer itself',
      'both',
      'Read the answer in that function.',
    );
  }
  const way = ways.find((one) => one.isMeant(ask));
  if (way) return way.open(ask, form);
  const known = [...ways.map((one) => one.form), ...others.map((word) => `'${word}'`)];
  throw badArgument(
    `\`ask\` to be ${known.join(', ')} or a function`,
    `'${ask}'`,
    "Write how your agent is asked; for JSON over HTTP a method and a path, such as 'POST /chat'.",
  );
}

/** Whether an agent that is asked so is known to listen at its port. */
export function listens(ask: string | AskAt, askAt: AskAt): boolean {
  return typeof ask === 'string' && !askAt.isQueued;
}
