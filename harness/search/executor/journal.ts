import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { canonical, digest } from '../../model/json/json.ts';
import type { Executor } from './executor.ts';
import type { Observation } from '../observe/observation.ts';
import { keyOf } from '../schedule.ts';
import type { Subject } from '../subject.ts';

/** Of the observations that a journal holds: 6 names events as they stand, fields unsorted. */
const version = 6;

/** An executor that remembers, and how much it knew from the start. */
export interface Journaled extends Executor {
  readonly known: number;
  /** Runs some of what it knows again: false where the subject is not what it was. */
  readonly holds: () => Promise<boolean>;
}

/** Most schedules that are run again to see whether a journal still holds. */
const mostRechecks = 24;

/**
 * Writes down every observation of a subject, a line each, and takes those that stand there already as made. A
 * search that was killed goes on from it and ends as if it had not been: what it does next depends
 * on observations alone. A journal of another `subject` is begun anew; a torn last line is dropped.
 */
export function journaled(inner: Executor, file: string, subject: Subject): Journaled {
  const head = canonical({ version, subject });
  const known = read(file, head);
  if (known.size === 0) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${head}\n`);
  }
  return {
    known: known.size,
    holds: async () => {
      for (const { plan, fingerprint } of telling([...known.values()])) {
        if ((await inner.observe({ ...subject, plan })).fingerprint !== fingerprint) return false;
      }
      return true;
    },
    mode: inner.mode,
    run: inner.run,
    width: inner.width,
    close: inner.close,
    observe: async (spec) => {
      if (!isOf(spec, subject)) return inner.observe(spec);
      const key = `${spec.isTimed === false ? 'untimed ' : ''}${digest(keyOf(spec.plan))}`;
      const seen = known.get(key);
      if (seen) return seen;
      const observation = await inner.observe(spec);
      appendFileSync(file, `${JSON.stringify({ key, observation })}\n`);
      return observation;
    },
  };
}

/** The version of a journal that this one cannot read; null where it can, or there is none. */
export function otherVersion(file: string): number | null {
  const [head = ''] = existsSync(file) ? readFileSync(file, 'utf8').split('\n', 1) : [];
  const other = Number(/"version":(\d+)\}$/.exec(head)?.[1] ?? version);
  return other === version ? null : other;
}

function isOf(spec: Subject, { seed, variant, file }: Subject): boolean {
  return spec.seed === seed && spec.variant === variant && spec.file === file;
}

/** Half of them broke something, where so many did: an agent that was fixed shows there first. */
function telling(all: readonly Observation[]): readonly Observation[] {
  const broke = all.filter(({ violations }) => violations.length > 0);
  const half = spread(broke, mostRechecks / 2);
  return [...half, ...spread(all, mostRechecks - half.length)];
}

/** At most so many of a list, evenly spread over it. */
function spread<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, n) => Math.floor((n * list.length) / most)).flatMap(
    (at) => list[at] ?? [],
  );
}

function read(file: string, head: string): ReadonlyMap<string, Observation> {
  const known = new Map<string, Observation>();
  if (!existsSync(file)) return known;
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const [first, ...lines] = whole.split('\n');
  if (first !== head) return known;
  if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole));
  for (const line of lines) {
    if (line === '') continue;
    const entry = JSON.parse(line) as { readonly key: string; readonly observation: Observation };
    known.set(entry.key, entry.observation);
  }
  return known;
}
