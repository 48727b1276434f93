import {
  nonce,
  provider,
  type Conversation,
  type PointMaker,
  type ScriptReply,
} from '../../index.ts';
import type { Ticket } from './agent/request.ts';

/** A model that takes its time: it answers questions word by word, in other words each time, and sorts tickets. */
export const model: PointMaker = provider({
  script: reply,
  pace: { first: 40, gap: 40 },
  keep: 'all',
});

function reply({ user }: Conversation): ScriptReply {
  if (user.startsWith('[')) return JSON.stringify(sorted(JSON.parse(user) as readonly Ticket[]));
  return `${answers[user] ?? 'Nobody knows,'} says ${nonce('AN')}.`;
}

/** The first words of the answer to each question. */
export const answers: Readonly<Record<string, string>> = {
  'When do you open?': 'At nine,',
  'May dogs come in?': 'They may,',
};

function sorted(tickets: readonly Ticket[]): readonly object[] {
  return tickets.map(({ ticket, text }) => ({
    ticket,
    queue: queueOf(text),
    ref: nonce('SR', ticket),
  }));
}

/** The queue that is right for a ticket. */
export function queueOf(text: string): string {
  if (/invoice|charged/i.test(text)) return 'billing';
  return /parcel|late/i.test(text) ? 'delivery' : 'returns';
}
