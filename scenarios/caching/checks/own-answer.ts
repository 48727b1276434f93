import { check, failed, passed, unknown, type Checker, type Trace } from '../../../index.ts';
import { noncesIn, originsOf, seqsOf, servedDuring, type Served } from './served.ts';

/**
 * Whoever asks in the fault phase gets an answer of their own: what it quotes was looked up for
 * their tenant and role, and it was said by the model and the prompt they are to be given.
 */
export const ownAnswer: Checker = check('own-answer', (trace) => {
  const full = servedDuring(trace).filter(({ reply }) => reply.status === 'full');
  const twins = full.filter((one) =>
    full.some(
      (other) => one.question.text === other.question.text && callerOf(one) !== callerOf(other),
    ),
  );
  const whose = owners(trace);
  for (const served of twins) {
    const stranger = whose(served).find((owner) => owner !== callerOf(served));
    if (stranger === undefined) continue;
    const what = `${callerOf(served)} was given the answer of ${stranger}`;
    return failed(`task ${served.task.id}: ${what}`, seqsOf(served), 'own-answer: cross-served');
  }
  return twins.length > 0 ? passed : unknown('no two callers asked the same thing');
});

function callerOf({ question }: Served): string {
  const { tenant, role, model, prompt } = question;
  return `${tenant} ${role} ${model} prompt ${prompt}`;
}

/** Whose answers a reply is made of: once for each nonce in it. */
function owners(trace: Trace): (served: Served) => readonly string[] {
  const origins = originsOf(trace);
  return ({ reply }) => {
    const [, model, prompt] = /Said (\S+), by prompt (\d+)\./.exec(reply.text) ?? [];
    return noncesIn(reply.text).map((nonce) => {
      const [, tenant, , role] = (origins.get(nonce) ?? '').split('/');
      return `${tenant} ${role} ${model} prompt ${prompt}`;
    });
  };
}
