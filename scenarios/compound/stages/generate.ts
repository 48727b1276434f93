import { inTime } from '../budget.ts';
import { budgetOf, type Request, type Stage } from '../desk.ts';
import { abstained, type Draft } from '../draft.ts';

const instructions =
  'Answer from the passages alone. After each fact, cite its passage by its id in brackets.';

/** Has the model write the answer; abstains where it cites nothing, or what it was not given. */
export const generate: Stage = async (draft, request) => {
  const text = await write(draft, request);
  const cited = [...new Set([...text.matchAll(/\[([\w-]+)\]/g)].map(([, id]) => id ?? ''))];
  const known = new Set(draft.passages.map(({ id }) => id));
  const isGrounded = cited.length > 0 && cited.every((id) => known.has(id));
  if (request.safeguards.demandsEvidence && !isGrounded) {
    return abstained(draft, 'the model did not keep to the passages');
  }
  return { ...draft, text, cited };
};

function write(draft: Draft, request: Request): Promise<string> {
  const passages = draft.passages.map(({ id, text }) => `[${id}] ${text}`);
  const prompt = [...passages, `Question: ${draft.question}`].join('\n');
  return inTime('generate', budgetOf(draft, request), async (abortSignal) => {
    const { stream } = await request.model.doGenerate({
      prompt: [
        { role: 'system', content: instructions },
        { role: 'user', content: [{ type: 'text', text: prompt }] },
      ],
      temperature: 0,
      abortSignal,
    });
    let text = '';
    for await (const part of stream) {
      if (part.type === 'error') throw part.error;
      if (part.type === 'text-delta') text += part.delta;
    }
    return text;
  });
}
