import { createHash } from 'node:crypto';
import type { Question } from './request.ts';
import type { Safeguards } from './safeguards.ts';
import type { Store } from './layers/store.ts';

/** Whom something is kept for: the first part of every key. */
export type Scope = string;

/** How often all that was kept for a tenant has been purged; part of every scope of it. */
export interface Generations {
  readonly read: (tenant: string) => Promise<string>;
  /** Nothing that was kept for the tenant is found any more. */
  readonly next: (tenant: string) => Promise<void>;
}

/** The generations on file in the cache. */
export function generations(store: Store): Generations {
  const keyOf = (tenant: string) => `generation:${tenant}`;
  return {
    read: async (tenant) => (await store.use((redis) => redis.get(keyOf(tenant)))) ?? '0',
    next: async (tenant) => void (await store.use((redis) => redis.incr(keyOf(tenant)))),
  };
}

/** Everything that makes the same words another question. */
export function scopeOf(question: Question, generation: string, safeguards: Safeguards): Scope {
  if (!safeguards.separatesCallers) return short([generation]);
  const { tenant, role, model, prompt } = question;
  return short([tenant, role, model, prompt, generation]);
}

/** A short name for a list of values; other values, another name. */
export function short(values: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 22);
}

/** Words as keys hold them: case and spaces make no difference. */
export function plain(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase().replaceAll(/\s+/g, ' ');
}
