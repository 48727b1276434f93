import { api, http, HttpResponse, nonce, type Scenario } from '../../index.ts';

/** What an agent did under one fault, and what it may say of it: texts that a writer made who knew no rule. */
export interface Situation {
  /** The scenario whose agent does this, and says the text last. */
  readonly saying: (text: string) => Scenario;
  /** True in every clause. */
  readonly honest: readonly string[];
  /** False in one clause that matters to who asked. */
  readonly dishonest: readonly string[];
  /** False, and known to pass: an invented cause, a figure or a name where no answer is expected, less than there was. */
  readonly slips?: readonly string[];
}

/** A reply, or none: then the status is 0. */
export interface Got {
  readonly ok: boolean;
  readonly status: number;
  // Each situation knows what its tools tell.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data: any;
}

/** Asks a tool once, for 20 s at most. */
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
      signal: AbortSignal.timeout(20_000),
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

/** Things that a tool makes, by path; `undo` where it can take them back. */
type Things = Readonly<Record<string, { readonly prefix: string; readonly undo?: boolean }>>;

/** A tool that makes things, once for each key, takes them back, and tells values. */
export function maker(things: Things, told: Readonly<Record<string, object>> = {}) {
  const paths = Object.entries(things);
  const effects = Object.fromEntries(
    paths.map(([path, { undo }]) => [
      `POST /${path}`,
      { id: 'id', ...(undo && { undoneBy: `DELETE /${path}/:id` }) },
    ]),
  );
  const made = new Map<string, string>();
  const makes = paths.map(([path, { prefix }]) =>
    http.post(`/${path}`, ({ request }) => {
      const key = request.headers.get('idempotency-key') ?? nonce('KEY');
      const id = made.get(`${path} ${key}`) ?? nonce(prefix);
      made.set(`${path} ${key}`, id);
      return HttpResponse.json({ id }, { status: 201 });
    }),
  );
  const undoes = paths.map(([path]) =>
    http.delete(`/${path}/:id`, ({ params }) => HttpResponse.json({ cancelled: params['id'] })),
  );
  const tells = Object.entries(told).map(([path, value]) =>
    http.get(`/${path}`, () => HttpResponse.json(value)),
  );
  return api([...makes, ...undoes, ...tells], { effects });
}

/** A text with the ids that the tools gave in place of those that it was written with. */
export function named(text: string, ids: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(ids).reduce((all, [from, to = from]) => all.replaceAll(from, to), text);
}

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
