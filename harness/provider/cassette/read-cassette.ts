import { readFileSync, statSync } from 'node:fs';
import { cassetteSchema, type Cassette } from '../../model/cassette.ts';
import { HarnessError } from '../../model/error.ts';
import { jsonOf, parsedArtifact } from '../../model/json/artifact.ts';

/**
 * Reads a cassette.
 * @throws HarnessError `unreadable` for a file that is missing or larger than 200 MB, `bad-artifact` for
 * one that is cut short, has another version or another shape.
 */
export function readCassette(file: string | URL): Cassette {
  const said = { file: String(file), what: 'a cassette' };
  return parsedArtifact(jsonOf(textOf(file), said), cassetteSchema, said);
}

const mostBytes = 200 << 20;

function textOf(file: string | URL): string {
  try {
    const stat = statSync(file);
    // A pipe may never end.
    if (!stat.isFile()) throw new Error('no regular file');
    if (stat.size > mostBytes) throw new Error(`more than ${mostBytes >> 20} MB`);
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const got = code === 'ENOENT' ? 'no such file' : message;
    const fix = 'Check the path, or record one: brownout provider --upstream URL --record FILE.';
    const says = { expected: `a cassette in ${String(file)}`, got, fix };
    throw new HarnessError('unreadable', says, { cause: error });
  }
}
