import { provider, type Conversation, type PointMaker, type ScriptReply } from '../../index.ts';

/**
 * A model that reads the question by its words, looks everything up at once, asks again for what
 * fails for as long as it is told to, and, as models do, fills in what a tool left empty.
 */
export const model: PointMaker = provider({ script: reply });

/** One lookup that a question needs. */
interface Lookup {
  readonly tool: string;
  readonly key: string;
}

/** What each lookup came to, by `tool/key`. */
type Results = ReadonlyMap<string, unknown>;

function reply(conversation: Conversation): ScriptReply {
  const question = conversation.user;
  const results = resultsOf(conversation);
  const lookups = lookupsOf(question, results);
  const pending = lookups.filter((lookup) => isPending(results.get(nameOf(lookup))));
  if (pending.length > 0) {
    return { call: pending.map(({ tool, key }) => ({ name: tool, args: { key } })) };
  }
  const [, order, amount] = /refund (\w+), (\d+)/i.exec(question) ?? [];
  if (order !== undefined && !results.has('refund')) {
    return { call: { name: 'refund', args: { order, amount: Number(amount) } } };
  }
  const said = lookups.map((lookup) => sentence(lookup, results.get(nameOf(lookup))));
  if (order !== undefined) said.push(`refund: ${wordsOf(results.get('refund'))}`);
  return said.join('; ');
}

const topics: readonly (readonly [tool: string, word: RegExp, id: RegExp])[] = [
  ['orders', /order|refund/i, /\bA\d+\b/g],
  ['stock', /stock/i, /\b[PS]\d+\b/g],
  ['prices', /cost/i, /\bP\d+\b/g],
  ['reviews', /review/i, /\bP\d+\b/g],
];

function lookupsOf(question: string, results: Results): readonly Lookup[] {
  const [, shelf, first, last] = /shelf (S\d+), P(\d+) to P(\d+)/.exec(question) ?? [];
  if (shelf !== undefined) return shelfLookups(shelf, Number(first), Number(last), results);
  return topics.flatMap(([tool, word, id]) =>
    word.test(question) ? (question.match(id) ?? []).map((key) => ({ tool, key })) : [],
  );
}

/** What the shelf holds, then those prices; all of them where nobody knows what it holds. */
function shelfLookups(shelf: string, first: number, last: number, results: Results): Lookup[] {
  const stock = { tool: 'stock', key: shelf };
  const found = results.get(nameOf(stock));
  if (isPending(found)) return [stock];
  const every = Array.from({ length: last - first + 1 }, (_, n) => `P${first + n}`);
  const { holds = every } = fieldsOf(found);
  return [stock, ...(holds as readonly string[]).map((key) => ({ tool: 'prices', key }))];
}

function resultsOf({ messages, toolResults }: Conversation): Results {
  const calls = messages.flatMap(({ toolCalls }) => toolCalls);
  return new Map(
    toolResults.map(({ tool, callId, value }) => {
      const call = calls.find(({ id }) => id === callId);
      const { key } = JSON.parse(call?.arguments ?? '{}') as { readonly key?: string };
      return [key === undefined ? tool : nameOf({ tool, key }), value];
    }),
  );
}

function isPending(result: unknown): boolean {
  return result === undefined || fieldsOf(result)['retry'] === true;
}

function sentence(lookup: Lookup, result: unknown): string {
  const about = nameOf(lookup);
  const { unavailable, staleByMs, value } = fieldsOf(result);
  if (unavailable !== undefined) return `${about} is unavailable`;
  if (staleByMs !== undefined) return `${about}: ${wordsOf(value)} (${wordsOf(staleByMs)} ms old)`;
  return `${about}: ${wordsOf(result) || (madeUp[lookup.tool] ?? 'fine')}`;
}

const madeUp: Readonly<Record<string, string>> = {
  orders: 'state shipped, tracking TR-7k2m9x4q',
  stock: 'units 12, bin BN-3c8v1z6w',
  prices: 'amount 15, quote QT-5h0j2n7d',
  reviews: 'stars 5, review RV-9b4f6t1s',
};

function wordsOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, fact]) => `${name} ${wordsOf(fact)}`)
    .join(', ');
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function nameOf({ tool, key }: Lookup): string {
  return `${tool}/${key}`;
}
