import { digest } from '../../../model/json/json.ts';
import type { JsonObject } from '../../../model/json/walk.ts';
import { embeddingOf } from '../../embedding.ts';
import { tokensIn } from '../../tokens.ts';
import type { Answering, Asked, Problem } from '../dialect.ts';
import { textIn } from '../hear.ts';
import { asJson, badRequest } from './errors.ts';
import { wrongType } from './parameters.ts';

/** Reads the body of `/api/embed`, of several texts, or of the older `/api/embeddings`, of one. */
export function receiveEmbeddings(body: JsonObject, isSeveral: boolean): Asked {
  const model = textIn(body['model']);
  if (model === '') return wrong(badRequest('model is required'));
  const texts = isSeveral ? textsOf(body['input']) : [textIn(body['prompt'])];
  if (texts === null) return wrong(badRequest('invalid input type'));
  const { dimensions } = body;
  const problem = wrongType(dimensions, 'int', 'EmbedRequest.dimensions');
  if (problem) return wrong(problem);
  // A vector that is shorter than what is asked for stays as it is.
  const asked = Number(dimensions ?? 0);
  const size = asked > 0 && asked < whole ? asked : whole;
  const tokens = texts.reduce((sum, text) => sum + tokensIn(text), 0);
  const say = ({ pace }: Answering) => {
    const embeddings = texts.map((text) => embeddingOf(text, size));
    const total_duration = Math.round(pace.firstMs * 1e6);
    const data = JSON.stringify(
      isSeveral
        ? { model, embeddings, total_duration, load_duration: 0, prompt_eval_count: tokens }
        : { embedding: embeddings[0] },
    );
    const frames = [{ afterMs: pace.firstMs, data }];
    return { status: 200, headers: asJson, frames, end: 'done', tokens, outputTokens: 0 } as const;
  };
  const first = texts[0]?.slice(0, 200).toWellFormed();
  const input = { model, texts: texts.length, first };
  const key = digest([model, size, texts]);
  return { kind: 'plain', plain: { label: 'embeddings', model, key, input, tokens, say } };
}

function wrong(problem: Problem): Asked {
  return { kind: 'wrong', problem };
}

function textsOf(input: unknown): readonly string[] | null {
  if (input === undefined || input === null) return [];
  const texts: readonly unknown[] = Array.isArray(input) ? input : [input];
  return texts.every((one) => typeof one === 'string') ? texts : null;
}

/** The length of a vector. */
const whole = 768;
