import type { Task } from '../../index.ts';
import type { Answer, Batch, Question } from './agent/request.ts';
import { topicOf } from './world-questions.ts';

/**
 * A task: these rounds of requests, what full replies to them must say, and how many effects they
 * leave. A reply that is not full claims nothing, and is not wrong.
 */
export function asking(rounds: Batch['rounds'], effects?: Readonly<Record<string, number>>): Task {
  const requests = rounds.flat();
  const answer = (given: unknown): boolean => {
    const { replies } = given as Answer;
    return (
      replies.length === requests.length &&
      requests.every((request, n) => {
        const reply = replies[n];
        return reply?.status !== 'full' || 'purge' in request || isRight(reply.text, request);
      })
    );
  };
  return { input: { rounds }, expect: { answer, ...(effects ? { effects } : {}) } };
}

/** Whether words are about what was asked, and said by whom they should be. */
function isRight(said: string, { text, model, prompt }: Question): boolean {
  const topic = topicOf(text);
  const [sku] = /P\d+/.exec(text) ?? [];
  const about = topic !== null ? `topic ${topic},` : `sku ${sku ?? ''}`;
  const [, units] = /Order (\d+)/.exec(text) ?? [];
  const counts = units === undefined ? '' : `units ${units},`;
  const isAbout = said.includes(about) && said.includes(counts);
  return (
    (isAbout || said.startsWith('That cannot be done')) &&
    said.endsWith(`Said ${model}, by prompt ${prompt}.`)
  );
}
