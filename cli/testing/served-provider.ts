import { expect } from 'vitest';
import { brownout, startBrownout, type Running } from './command.ts';

/** A running `brownout provider`: `url` is its base URL, `origin` the same without the `/v1`. */
export interface ServedProvider {
  readonly running: Running;
  readonly url: string;
  readonly origin: string;
}

/** Starts `brownout provider` at a free port in a folder, and waits until it serves. */
export async function servedProvider(
  cwd: string,
  args: readonly string[],
): Promise<ServedProvider> {
  const running = startBrownout(['provider', '--port', '0', ...args], { cwd });
  await running.until((said) => /serving a model at \S+,/.test(said));
  const [, url = ''] = /serving a model at (\S+),/.exec(running.said()) ?? [];
  return { running, url, origin: url.replace(/\/v1$/, '') };
}

/** Expects a command line to be refused with exit code 2, by an error with all of these words. */
export async function expectRefused(
  args: readonly string[],
  cwd: string,
  words: readonly string[],
): Promise<void> {
  const { code, stderr } = await brownout(args, { cwd });
  for (const word of words) expect(stderr).toContain(word);
  expect(stderr).not.toContain('bug in brownout');
  expect(code).toBe(2);
}
