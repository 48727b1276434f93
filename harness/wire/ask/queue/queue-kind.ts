import type { JsonObject } from '../../../model/json/walk.ts';
import type { Redis } from './redis.ts';

/** A type of key in Redis that workers take tasks from, and put replies into. */
export interface QueueKind {
  /** Puts a message at the end. */
  readonly put: (redis: Redis, key: string, message: JsonObject) => Promise<unknown>;
  /** The first reply in a key, as a text or as fields; null if none comes within `waitS` seconds. */
  readonly take: (redis: Redis, key: string, waitS: number) => Promise<string | JsonObject | null>;
  /** Removes the messages whose id begins with `start`, also those that a worker holds. */
  readonly remove: (redis: Redis, key: string, start: string) => Promise<void>;
}
