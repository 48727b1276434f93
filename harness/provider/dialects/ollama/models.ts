import { digest } from '../../../model/json/json.ts';
import { jsonReply, type Reply } from '../../../model/reply.ts';
import { epochSeconds } from '../../epoch.ts';
import type { Answering, PlainRequest } from '../dialect.ts';
import { asJson, noSuchModel, ollamaError } from './errors.ts';

/** The list of models as `/api/tags` sends it, or what `/api/show` tells of one. */
export function listModels(models: readonly string[], id: string | null): Reply {
  if (id === null) return jsonReply({ models: models.map(modelOf) }, 200, asJson);
  const known = models.find((name) => name === id || name === `${id}:latest`);
  if (known === undefined) return ollamaError(noSuchModel(id));
  const shown = {
    modelfile: `FROM ${known}\n`,
    parameters: '',
    template: '{{ .Prompt }}',
    details,
    model_info: { 'general.architecture': 'llama', 'llama.context_length': 131_072 },
    capabilities: ['completion', 'tools', 'thinking'],
    modified_at: modifiedAt,
  };
  return jsonReply(shown, 200, asJson);
}

/** The list of models in memory, which is empty: none is loaded here. */
export const runningModels: PlainRequest = told('ps', { models: [] });

/** The version of the server that it speaks as. */
export const version: PlainRequest = told('version', { version: '0.13.5' });

/** The reply to a chat without messages, or to a completion without a prompt: the model is loaded. */
export function loadedModel(model: string, verb: 'chat' | 'generate'): PlainRequest {
  const nothing =
    verb === 'chat' ? { message: { role: 'assistant', content: '' } } : { response: '' };
  return {
    ...told(`load ${model}`, {}),
    model,
    say: (as) => {
      const ends = { done: true, done_reason: 'load' };
      return jsonReply({ model, created_at: createdAt(as), ...nothing, ...ends }, 200, asJson);
    },
  };
}

/** The time of a reply by the clock of the run: `2026-01-01T00:00:30.000Z`. */
export function createdAt({ nowMs }: Pick<Answering, 'nowMs'>): string {
  return new Date(epochSeconds * 1000 + nowMs).toISOString();
}

function told(what: string, value: object): PlainRequest {
  const say = () => jsonReply(value, 200, asJson);
  return { label: 'models', model: '', key: digest(what), input: { asks: what }, tokens: 0, say };
}

const modifiedAt = createdAt({ nowMs: 0 });

const details = {
  parent_model: '',
  format: 'gguf',
  family: 'llama',
  families: ['llama'],
  parameter_size: '3.2B',
  quantization_level: 'Q4_K_M',
};

function modelOf(name: string): object {
  const hex = Buffer.from(digest(name)).toString('hex').padEnd(64, '0').slice(0, 64);
  return { name, model: name, modified_at: modifiedAt, size: 2_019_393_189, digest: hex, details };
}
