import type { Incoming } from '../../../model/call.ts';
import { parsedJson } from '../../../model/json/parsed-json.ts';
import { isObject } from '../../../model/json/walk.ts';
import { uriDecoded } from '../../../model/http/uri-decoded.ts';
import type { Asked } from '../dialect.ts';
import { isUnderAzure } from '../route.ts';
import { noSuchRoute } from './errors.ts';

/** What a path of Azure OpenAI asks for. */
export interface Operation {
  /** The route as OpenAI has it, without a version: `/chat/completions`. */
  readonly route: string;
  /** The deployment that the path names; null where the body does. */
  readonly deployment: string | null;
  /** Whether it says which version of the API it means, as all but those under `/openai/v1` must. */
  readonly hasVersion: boolean;
}

/** The operation of a path of Azure OpenAI; null for any other path. */
export function operationOf(path: string): Operation | null {
  if (!isUnderAzure(path)) return null;
  const [, rest = '', query = ''] = /^\/openai(\/[^?]*)(\?.*)?$/s.exec(path) ?? [];
  const [, named, route = ''] = /^\/deployments\/([^/]+)(\/.*)$/.exec(rest) ?? [];
  const hasVersion = /[?&]api-version=[^&]/.test(query);
  if (named !== undefined) return { route, deployment: uriDecoded(named), hasVersion };
  const [, versioned] = /^\/v1(\/.*)$/.exec(rest) ?? [];
  return {
    route: versioned ?? rest,
    deployment: null,
    hasVersion: hasVersion || versioned !== undefined,
  };
}

/** Whether a request has a path below Azure's, or its key. */
export function resembles({ path, headers }: Incoming): boolean {
  return isUnderAzure(path) || headers['api-key'] !== undefined;
}

/** Reads requests to Azure as OpenAI's; the deployment of a path stands for the model. */
export function receiving(receive: (incoming: Incoming) => Asked): (incoming: Incoming) => Asked {
  return (incoming) => {
    const operation = operationOf(incoming.path);
    if (!operation?.hasVersion) return { kind: 'wrong', problem: noSuchRoute };
    const { route, deployment } = operation;
    const asked = receive({ ...incoming, path: `/v1${route}`, body: bodyOf(incoming, deployment) });
    const isUnknown = asked.kind === 'wrong' && [404, 405].includes(asked.problem.status);
    return isUnknown ? { kind: 'wrong', problem: noSuchRoute } : asked;
  };
}

function bodyOf({ body }: Incoming, deployment: string | null): string {
  if (deployment === null) return body;
  const value = parsedJson(body);
  if (!isObject(value) || value['model'] === deployment) return body;
  return JSON.stringify({ ...value, model: deployment });
}
