import { provider, type Conversation, type PointMaker, type ScriptReply } from '../../index.ts';

/** A model that does as it is told: it calls what it is offered, and quotes what it was given. */
export const model: PointMaker = provider({
  script: reply,
  dialect: 'openai-responses',
  keep: 'all',
  contextTokens: 2_000,
});

function reply({ user, tools, toolResults }: Conversation): ScriptReply {
  const done = toolResults.at(-1)?.value;
  if (done !== undefined) return told(done);
  const question = sectionIn(user, 'question');
  const wish = wishes.find(({ says }) => says.test(question));
  if (!wish) return quoted(user);
  const { tool, args } = wish;
  if (!tools.includes(tool)) return 'That is not permitted.';
  return { call: { name: tool, args: args(wish.says.exec(question)?.groups ?? {}) } };
}

const wishes: readonly {
  readonly says: RegExp;
  readonly tool: string;
  readonly args: (said: Readonly<Record<string, string>>) => object;
}[] = [
  {
    says: /refund (?<order>[A-Z]\d+), (?<amount>\d+)/i,
    tool: 'refund',
    args: ({ order, amount }) => ({ order, amount: Number(amount) }),
  },
  { says: /order (?<order>[A-Z]\d+)/i, tool: 'order_status', args: ({ order }) => ({ order }) },
  { says: /sign me on/i, tool: 'sign_on', args: () => ({}) },
  { says: /sign me off/i, tool: 'sign_off', args: () => ({}) },
];

function quoted(user: string): string {
  const [passage] = sectionIn(user, 'passages').split('\n');
  return passage ? `It says: ${passage}` : 'I was given nothing that tells.';
}

function sectionIn(text: string, name: string): string {
  const [, inside = ''] =
    new RegExp(`<section name="${name}">\n(.*?)\n</section>`, 's').exec(text) ?? [];
  return inside;
}

function told(done: unknown): string {
  const { unconfirmed, unavailable } = done as Readonly<Record<string, unknown>>;
  if (unavailable !== undefined) return 'That cannot be looked up now.';
  if (typeof unconfirmed !== 'string') return `Done: ${wordsOf(done)}.`;
  return `I do not know whether ${unconfirmed} went through; please look it up.`;
}

function wordsOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, one]) => `${name} ${wordsOf(one)}`)
    .join(', ');
}
