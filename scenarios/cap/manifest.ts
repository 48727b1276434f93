import type { ToolName } from './policy.ts';
import type { Reading } from './source.ts';

/** Which tools an answer rests on: each entry is `tool/key`. */
export interface Manifest {
  readonly used: readonly string[];
  readonly missing: readonly string[];
  readonly stale: readonly { readonly tool: string; readonly ageMs: number }[];
}

/** What one request has read so far. */
export interface Notebook {
  readonly note: (tool: ToolName, key: string, reading: Reading) => void;
  readonly live: (tool: ToolName, key: string) => unknown;
  /** What is wrong with each tool that was not live: `prices: breaker open`. */
  readonly troubles: () => readonly string[];
  readonly manifest: () => Manifest;
}

/** An empty notebook; the last reading of a key counts. */
export function notebook(): Notebook {
  const readings = new Map<string, Reading>();
  const named = (kind: Reading['kind']) =>
    [...readings].filter(([, reading]) => reading.kind === kind).map(([name]) => name);
  return {
    note: (tool, key, reading) => void readings.set(`${tool}/${key}`, reading),
    live: (tool, key) => {
      const reading = readings.get(`${tool}/${key}`);
      return reading?.kind === 'live' ? reading.value : undefined;
    },
    troubles: () => [
      ...new Set(
        [...readings].flatMap(([name, reading]) =>
          reading.kind === 'live' ? [] : [`${name.split('/')[0] ?? name}: ${reading.why}`],
        ),
      ),
    ],
    manifest: () => ({
      used: named('live'),
      missing: named('missing'),
      stale: [...readings].flatMap(([tool, reading]) =>
        reading.kind === 'stale' ? [{ tool, ageMs: reading.ageMs }] : [],
      ),
    }),
  };
}
