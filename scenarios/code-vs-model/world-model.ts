import { provider, type Conversation, type PointMaker, type ScriptReply } from '../../index.ts';
import type { Claim } from './agent/claim.ts';

/**
 * A model that reads receipts as models do: it rounds, takes a comma for a point, knows bad words
 * only in plain letters, waves things through when the desk is busy, and invents a queue now and
 * then.
 */
export const model: PointMaker = provider({ script: reply });

function reply({ messages, tools }: Conversation): ScriptReply {
  const said = messages.filter(({ role }) => role === 'user').map(({ text }) => text);
  const [question = '{}', ...notes] = (said[0] ?? '').split('\n');
  const { items } = JSON.parse(question) as Pick<Claim, 'items'>;
  const total = Math.round(items.reduce((sum, { amount }) => sum + euros(amount), 0));
  if (tools.includes('assess')) {
    const tax = Math.round(total / 6);
    return { call: { name: 'assess', args: { address_ok: /@/.test(notes.join()), total, tax } } };
  }
  const text = items.map((item) => item.text).join(', ');
  const isBusy = /open .*: ([4-9]|\d\d)\./.test(notes.join());
  const queue = queueFor(text, total, isBusy, said.length > 1);
  return { call: { name: 'route', args: { reason: `it is for ${text}`, total, queue } } };
}

function queueFor(text: string, total: number, isBusy: boolean, isMended: boolean): string {
  if (/yacht/i.test(text)) return 'legal';
  if (/drone/i.test(text)) return isMended ? 'manager' : 'needs-permit';
  if (/casino|spielbank|gift card/i.test(text)) return 'rejected';
  if (/consulting|subscription/i.test(text)) return isBusy ? 'approved' : 'manager';
  return total <= 50 ? 'approved' : 'manager';
}

function euros(amount: string): number {
  return Number.parseFloat(amount) || 0;
}
