import type { Answering } from '../dialect.ts';

/** The headers Google sends with every reply; none of them tells of limits or names the request. */
export function geminiHeaders({ pace }: Answering): Readonly<Record<string, string>> {
  return {
    'server-timing': `gfet4t7; dur=${Math.max(1, Math.round(pace.firstMs))}`,
    'x-content-type-options': 'nosniff',
  };
}
