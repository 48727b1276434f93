import type { Incoming } from '../call.ts';
import { uriDecoded } from '../http/uri-decoded.ts';
import { isSecret, type KnownValues } from './known-values.ts';

/** The values by which a request says who pays, each with the word that stands for it. */
export function credentialsIn(
  { headers, path }: Pick<Incoming, 'headers' | 'path'>,
  wordOf: (key: string) => string = () => '[redacted:key]',
): KnownValues {
  // Most requests have none, and every one is asked.
  let known: Map<string, string> | undefined;
  const note = (value: string) => {
    if (isSecret(value)) (known ??= new Map()).set(value, wordOf(value));
  };
  for (const name of named) {
    const value = headers[name];
    if (value === undefined) continue;
    note(value.replace(/^(bearer|basic|token) /i, ''));
    if (name === 'cookie') for (const [, one = ''] of value.matchAll(/=([^;]+)/g)) note(one);
  }
  if (path.includes('=')) {
    for (const [, value = ''] of path.matchAll(inPath)) note(uriDecoded(value));
  }
  return known ?? none;
}

const none: KnownValues = new Map();

const named = [
  'authorization',
  'proxy-authorization',
  'cookie',
  'x-api-key',
  'api-key',
  'x-goog-api-key',
  'x-amz-security-token',
] as const;
const inPath = /[?&](?:key|api[-_]key|access_token)=([^&]+)/g;
