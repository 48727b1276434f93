import { provider, type Conversation, type PointMaker, type ScriptReply } from '../../index.ts';

/**
 * A model that does as the ticket says, order by order: with what the order's system says is owed,
 * or with what the customer asks for where the ticket names an amount.
 */
export const model: PointMaker = provider({ script: reply });

const clause = /(credit|refund) ((?:[A-Z]\d+ ?)+)(?:at (\d+))?/gi;

function reply({ user }: Conversation): ScriptReply {
  const [text = '', json = '[]'] = user.split('\nOrders: ');
  const records = JSON.parse(json) as readonly { readonly order: string; readonly owed: number }[];
  const owed = new Map(records.map((record) => [record.order, record.owed]));
  const call = [...text.matchAll(clause)].flatMap(([, verb = '', orders = '', asked]) =>
    orders
      .trim()
      .split(' ')
      .map((order) => ({
        name: verb.toLowerCase(),
        args: { order, amount: asked === undefined ? owed.get(order) : Number(asked) },
      })),
  );
  return call.length > 0 ? { call } : 'There is nothing to do.';
}
