import type { Incoming } from '../call.ts';
import { uriDecoded } from '../uri-decoded.ts';
import type { KnownValues } from './known-values.ts';

/** The values by which a request says who pays, and the word that stands for them. */
export function credentialsIn({ headers, path }: Pick<Incoming, 'headers' | 'path'>): KnownValues {
  const given = Object.entries(headers).flatMap(([name, value]) =>
    credential.test(name) ? [value.replace(/^(bearer|basic|token) /i, '')] : [],
  );
  const inPath = [...path.matchAll(/[?&](?:key|api[-_]key|access_token)=([^&]+)/g)];
  const all = [...given, ...inPath.map(([, value = '']) => uriDecoded(value))];
  return new Map(all.map((value) => [value, '[redacted:key]']));
}

const credential =
  /^(authorization|proxy-authorization|cookie|x-api-key|api-key|x-goog-api-key|x-amz-security-token)$/;
