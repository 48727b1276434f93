import { textOrJson } from '../../../model/json/parsed-json.ts';
import type { QueueKind } from './queue-kind.ts';

/** A stream: a message is an entry (XADD), a field each of its fields; what is no text is JSON. */
export const stream: QueueKind = {
  put: (redis, key, message) => redis.xAdd(key, '*', fieldsOf(message)),
  take: async (redis, key, waitS) => {
    const from = { key, id: '0' };
    const read = await redis.xRead(from, { BLOCK: waitS * 1000, COUNT: 1 });
    return read?.[0]?.messages[0]?.message ?? null;
  },
  remove: async (redis, key, start) => {
    if ((await redis.exists(key)) === 0) return;
    const groups = await redis.xInfoGroups(key);
    for (let from = '-'; ;) {
      const page = (await redis.xRange(key, from, '+', { COUNT: pageSize })) ?? [];
      const ours = page.filter(({ message }) => message['id']?.startsWith(start));
      for (const { id } of ours) {
        // A group would hand out the place of an entry that is gone.
        for (const { name } of groups) await redis.xAck(key, name, id);
        await redis.xDel(key, id);
      }
      const last = page.at(-1);
      if (!last || page.length < pageSize) return;
      from = `(${last.id}`;
    }
  },
};

const pageSize = 500;

function fieldsOf(message: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(message).map(([name, value]: [string, unknown]) => [name, textOrJson(value)]),
  );
}
