import type { Incoming } from '../model/call.ts';

/**
 * The name of who pays for a request: its key, and the model. It lives in memory only, for the key
 * is a secret.
 */
export function accountOf({ headers, path }: Incoming, model: string): string {
  const {
    authorization,
    'x-api-key': key,
    'x-goog-api-key': googleKey,
    'api-key': azureKey,
  } = headers;
  // A signature of AWS is another one for each request; whose key made it stands before it.
  const signer = /^AWS4\S* Credential=([^/,]+)/.exec(authorization ?? '')?.[1];
  const said =
    signer ?? authorization ?? key ?? googleKey ?? azureKey ?? /[?&]key=([^&]+)/.exec(path)?.[1];
  return `${said ?? ''}\n${model}`;
}
