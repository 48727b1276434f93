import { provider, type Conversation, type PointMaker, type ScriptReply } from '../../index.ts';
import { topicOf } from './world-questions.ts';

/**
 * A model that picks the tool by the words of the question and the tools as it was told of them,
 * and then repeats what they returned; it signs with its name and the version of its prompt.
 */
export const model: PointMaker = provider({ script: reply });

function reply(conversation: Conversation): ScriptReply {
  const { user, told, toolResults, model: name } = conversation;
  const last = toolResults.at(-1);
  if (!last) return { call: callFor(user, told) };
  const [, prompt] = /Prompt (\d+)\./.exec(told) ?? [];
  return `${inWords(last.tool, last.value)} Said ${name}, by prompt ${prompt}.`;
}

function callFor(user: string, told: string): { name: string; args: object } {
  const [sku = 'P0'] = /P\d+/.exec(user) ?? [];
  const [, count = '0'] = /(?:order|has) (\d+)/i.exec(user) ?? [];
  const units = Number(count);
  if (/stocktake/i.test(user)) return { name: 'stocktake', args: { sku, units } };
  if (/order/i.test(user)) {
    const inPacks = /order\(sku: string, packs_of_(\d+)/.exec(told);
    if (!inPacks) return { name: 'order', args: { sku, units } };
    const [, size] = inPacks;
    return { name: 'order', args: { sku, [`packs_of_${size}`]: units / Number(size) } };
  }
  if (/in stock/i.test(user)) return { name: 'stock', args: { sku } };
  return { name: 'policy', args: { topic: topicOf(user) ?? 'general' } };
}

function inWords(tool: string, value: unknown): string {
  const facts = (value ?? {}) as Readonly<Record<string, unknown>>;
  if ('unavailable' in facts) return 'I cannot tell: that could not be looked up.';
  if ('unconfirmed' in facts) return 'I could not confirm that it was done.';
  if ('refused' in facts) return `That cannot be done: ${String(facts['refused'])}.`;
  const said = Object.entries(facts).map(([name, fact]) => `${name} ${String(fact)}`);
  return `${tool}: ${said.join(', ')}.`;
}
