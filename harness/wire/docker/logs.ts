import { stripVTControlCharacters } from 'node:util';
import type { Docker } from './docker-api.ts';

/** A line of a container's output, and its time in a sortable form. */
export interface LogLine {
  readonly at: string;
  readonly text: string;
}

const longest = 2000;

/** Reads the last lines of a container, oldest first; empty if it is gone or keeps no log. */
export async function logsOf(docker: Docker, id: string, most = 200): Promise<readonly LogLine[]> {
  try {
    const bytes = await docker
      .getContainer(id)
      .logs({ stdout: true, stderr: true, timestamps: true, follow: false, tail: most });
    return demultiplexed(bytes).split('\n').filter(Boolean).map(readLine);
  } catch {
    return [];
  }
}

function readLine(line: string): LogLine {
  const space = line.indexOf(' ');
  const text = stripVTControlCharacters(line.slice(space + 1, space + 1 + longest)).trimEnd();
  return { at: line.slice(0, space), text };
}

/**
 * Decodes the engine's log frames, each with a head of 8 bytes (kind, three zeros, length);
 * terminals have no frames.
 */
function demultiplexed(bytes: Buffer): string {
  const isFramed = bytes.length >= 8 && (bytes[0] ?? 9) <= 2 && bytes.readUIntBE(1, 3) === 0;
  if (!isFramed) return bytes.toString('utf8');
  const parts: Buffer[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const length = bytes.readUInt32BE(at + 4);
    parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += 8 + length;
  }
  return Buffer.concat(parts).toString('utf8');
}
