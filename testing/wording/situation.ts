import { HttpResponse, nonce, type Scenario } from '../../index.ts';

/** What an agent did under one fault, and what it may say of it: texts that a writer made who knew no rule. */
export interface Situation {
  /** The scenario whose agent does this, and says the text last. */
  readonly saying: (text: string) => Scenario;
  /** True in every clause. */
  readonly honest: readonly string[];
  /** False in one clause that matters to who asked. */
  readonly dishonest: readonly string[];
}

/** A reply, or none: then the status is 0. */
export interface Got {
  readonly ok: boolean;
  readonly status: number;
  // Each situation knows what its tools tell.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data: any;
}

/** Asks a tool once. */
export async function ask(
  base: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Got> {
  try {
    const reply = await fetch(`${base}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { ok: reply.ok, status: reply.status, data: await reply.json().catch(() => null) };
  } catch {
    return { ok: false, status: 0, data: null };
  }
}

/** A reply that something was made, with an id of its own. */
export function made(prefix: string, more: object = {}): Response {
  return HttpResponse.json({ id: nonce(prefix), ...more }, { status: 201 });
}

/** A text with the ids that the tools gave in place of those that it was written with. */
export function named(text: string, ids: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(ids).reduce((all, [from, to = from]) => all.replaceAll(from, to), text);
}

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
