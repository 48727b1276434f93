import { jsonReply, type Reply } from '../../../model/reply.ts';
import type { Answering } from '../dialect.ts';
import { bedrockError } from './errors.ts';
import { bedrockHeaders } from './headers.ts';

/** The list of foundation models as Bedrock sends it, or one of them. */
export function listModels(models: readonly string[], id: string | null, as: Answering): Reply {
  if (id !== null && !models.includes(id)) return bedrockError({ status: 404 }, as);
  const body =
    id === null ? { modelSummaries: models.map(modelOf) } : { modelDetails: modelOf(id) };
  return jsonReply(body, 200, bedrockHeaders(as));
}

function modelOf(modelId: string): object {
  return {
    modelArn: `arn:aws:bedrock:us-east-1::foundation-model/${modelId}`,
    modelId,
    modelName: modelId,
    providerName: modelId.split('.', 1)[0],
    inputModalities: ['TEXT'],
    outputModalities: ['TEXT'],
    responseStreamingSupported: true,
    inferenceTypesSupported: ['ON_DEMAND'],
    modelLifecycle: { status: 'ACTIVE' },
  };
}
