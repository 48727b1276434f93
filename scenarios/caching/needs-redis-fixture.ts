import { HarnessError } from '../../index.ts';
import { redisAddress } from './redis-server.ts';

/** The address of a real Redis; where this machine has none, the test is skipped and says so. */
export async function needsRedis(skip: (why: string) => never): Promise<string> {
  return redisAddress().catch((error: unknown) => {
    if (error instanceof HarnessError && error.code === 'missing-part') skip(error.message);
    throw error;
  });
}
