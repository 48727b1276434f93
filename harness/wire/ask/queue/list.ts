import { parsedJson } from '../../../model/json/parsed-json.ts';
import { isObject } from '../../../model/json/walk.ts';
import { plainText } from '../../../model/json/plain-text.ts';
import type { QueueKind } from './queue-kind.ts';

/** A list: a message is an element of JSON at its right end (RPUSH), and so is a reply. */
export const list: QueueKind = {
  put: (redis, key, message) => redis.rPush(key, JSON.stringify(message)),
  take: async (redis, key, waitS) => (await redis.blPop(key, waitS))?.element ?? null,
  remove: async (redis, key, start) => {
    for (const element of await redis.lRange(key, 0, -1)) {
      const message = parsedJson(element);
      if (isObject(message) && plainText(message['id']).startsWith(start)) {
        await redis.lRem(key, 0, element);
      }
    }
  },
};
