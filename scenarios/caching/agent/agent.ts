import { carryOut, isReading } from './carry-out.ts';
import { chatAt } from './chat.ts';
import { embedder } from './embedder.ts';
import { door, flights } from './flights.ts';
import { layersAt } from './layers/layers.ts';
import { prepare } from './prepare.ts';
import { batchSchema, type Answer, type Purge, type Question, type Reply } from './request.ts';
import type { Safeguards } from './safeguards.ts';
import { plain, scopeOf } from './scope.ts';
import { shopAt } from './shop.ts';
import { blindRequests, tickets } from './tickets.ts';
import { orElse, type Desk, type Visit } from './visit.ts';

/** Where the desk finds what it leans on. */
export interface Addresses {
  /** Base URLs, without a slash at the end. */
  readonly model: string;
  readonly embedder: string;
  readonly shop: string;
  /** Redis, as `host:port`. */
  readonly cache: string;
  /** What every key in that Redis starts with. */
  readonly prefix: string;
}

/** Answers a batch of requests; throws on a batch that is not one, or when `signal` aborts. */
export type HelpDesk = (
  batch: unknown,
  options: { readonly id: string; readonly signal: AbortSignal },
) => Promise<Answer>;

const deadlineMs = 8000;
const mostAtOnce = 4;

/** A help desk for many shops, behind five layers of caches; open once it has tried to reach them. */
export async function helpDesk(at: Addresses, safeguards: Safeguards): Promise<HelpDesk> {
  const desk: Desk = {
    safeguards,
    layers: layersAt(at.cache, at.prefix, safeguards),
    embed: embedder(at.embedder),
    chat: chatAt(at.model),
    shop: shopAt(at.shop),
    flights: flights(safeguards.shieldsModel),
    door: door(safeguards.shieldsModel ? mostAtOnce : Number.POSITIVE_INFINITY),
    blindTickets: tickets(blindRequests),
  };
  await desk.layers.warmUp();
  return async (input, { id, signal: caller }) => {
    const { rounds } = batchSchema.parse(input);
    const signal = AbortSignal.any([caller, AbortSignal.timeout(deadlineMs)]);
    const replies: Reply[] = [];
    for (const [n, round] of rounds.entries()) {
      const answered = round.map((request, m) => {
        const reply =
          'purge' in request
            ? purge(desk, request)
            : answer(desk, request, `${id}:${n}:${m}`, signal);
        return reply.catch(sorry);
      });
      replies.push(...(await Promise.all(answered)));
    }
    caller.throwIfAborted();
    return { status: statusOf(replies), replies };
  };
}

async function purge({ layers }: Desk, { purge: tenant }: Purge): Promise<Reply> {
  await layers.generations.next(tenant);
  return { status: 'full', text: `All that was kept for ${tenant} is forgotten.` };
}

async function answer(
  desk: Desk,
  question: Question,
  id: string,
  signal: AbortSignal,
): Promise<Reply> {
  const { layers, safeguards } = desk;
  const state = { desk, isBlind: false };
  const text = await orElse(state, () => layers.sessions.resolve(question), question.text);
  const generation = await orElse(state, () => layers.generations.read(question.tenant), null);
  const caller = scopeOf(question, generation ?? 'unknown', safeguards);
  // Without its generation, nothing that was kept can be trusted, nor found again later.
  const scope = generation === null ? `${caller}:${id}` : caller;
  const visit: Visit = { ...state, question, text, scope, id, signal };
  const name = `${caller} ${plain(text)}`;
  const prepared = await desk.flights.share(`prepare ${name}`, () => prepare(visit));
  if (prepared.kind === 'known') return { status: 'full', text: prepared.answer };
  if (prepared.kind === 'busy') return { status: 'busy', text: 'Please ask again in a moment.' };
  visit.isBlind ||= prepared.isBlind;
  const work = () => carryOut(visit, prepared);
  const { plan, manifest } = prepared;
  // What changes something is never shared: two orders in the same words are two orders.
  const reply = isReading(plan, manifest)
    ? await desk.flights.share(`carry out ${name}`, work)
    : await work();
  await orElse(visit, () => layers.sessions.note(question, text), undefined);
  return reply;
}

function sorry(error: unknown): Reply {
  const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { status: 'failed', text: `Sorry, something went wrong (${why}).` };
}

function statusOf(replies: readonly Reply[]): Answer['status'] {
  const full = replies.filter(({ status }) => status === 'full').length;
  if (full === replies.length) return 'done';
  return full > 0 ? 'partial' : 'failed';
}
