import type { z } from 'zod';
import { HarnessError } from '../../harness/model/error.ts';
import { jsonOf, parsedArtifact } from '../../harness/model/json/artifact.ts';
import { readRegularFile } from '../../harness/model/json/regular-file.ts';

/**
 * Reads a versioned JSON artifact; `what` names the expected kind, such as `a run record`. Throws
 * `unreadable` for a file that is missing, larger than 10 MB or no regular file, and `bad-artifact`
 * for text that is not JSON, or has another version or shape.
 */
export async function readArtifact<T>(
  file: string,
  schema: z.ZodType<T>,
  what: string,
): Promise<T> {
  return parsedArtifact(await readJson(file, what), schema, { file, what });
}

/** Reads a JSON file of any shape; throws as `readArtifact` does. */
export async function readJson(
  file: string,
  what: string,
  most: number = mostBytes,
): Promise<unknown> {
  return jsonOf(await read(file, what, most), { file, what });
}

/** The largest artifact that is read (bytes). */
const mostBytes = 10 << 20;

async function read(file: string, what: string, most: number): Promise<string> {
  try {
    return new TextDecoder().decode(await readRegularFile(file, most));
  } catch (error) {
    throw new HarnessError(
      'unreadable',
      {
        expected: `${what} in ${file}`,
        got: missing(error) ?? (error instanceof Error ? error.message : String(error)),
        fix: 'Check the path and that the file may be read.',
      },
      { cause: error },
    );
  }
}

function missing(error: unknown): string | null {
  const { code } = error as { readonly code?: unknown };
  return code === 'ENOENT' ? 'no such file' : null;
}
