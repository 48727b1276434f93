import type { Answering } from '../dialect.ts';

/** The headers Bedrock sends with every reply; none of them tells of limits. */
export function bedrockHeaders({ requestId }: Answering): Readonly<Record<string, string>> {
  return { 'x-amzn-requestid': requestId };
}
