import path from 'node:path';
import { HarnessError } from '../../harness/model/error.ts';
import { writeAtomically } from '../../reports/files/write.ts';
import { escapedJson } from '../../reports/json.ts';
import type { TextOptions } from '../../reports/text/page.ts';

/** The formats of what several loads together come to. */
const formats = ['text', 'json', 'html'] as const;

/** One of those. */
export type CurveFormat = (typeof formats)[number];

const endings: Readonly<Record<CurveFormat, string>> = { text: 'txt', json: 'json', html: 'html' };

/** The formats with these names, all where none is named; throws `bad-argument` for another. */
export function curveFormats(names: readonly string[] = formats): readonly CurveFormat[] {
  return names.map((name) => {
    const found = formats.find((one) => one === name);
    if (found) return found;
    throw new HarnessError('bad-argument', {
      expected: `a reporter of several loads together (${formats.join(', ')})`,
      got: JSON.stringify(name),
      fix: 'Name one of these; the others are of one load alone.',
    });
  });
}

/** How the text of a file is laid out. */
export const plainText: TextOptions = { color: false, width: 100 };

/** Throws `bad-argument` where traces are to be pushed of loads that keep none. */
export function demandNoTraces(otlp: URL | null, what: string): void {
  if (!otlp) return;
  throw new HarnessError('bad-argument', {
    expected: `no --otlp with ${what}, which keeps the traces of no task`,
    got: `--otlp ${otlp.origin}`,
    fix: 'Push those of one load, at the level or rate that you would look into.',
  });
}

/** What is written of several loads. */
interface CurveFiles {
  readonly out: string;
  /** The name of the files, without an ending. */
  readonly stem: string;
  readonly formats: readonly CurveFormat[];
  readonly value: object;
  readonly text: string;
  readonly page: () => string;
}

/** Writes what several loads come to in these formats, and returns the paths. */
export async function writeCurve(of: CurveFiles): Promise<readonly string[]> {
  const { out, stem, value, text, page } = of;
  const texts: Readonly<Record<CurveFormat, () => string>> = {
    text: () => `${text}\n`,
    json: () => `${escapedJson(JSON.stringify(value))}\n`,
    html: page,
  };
  const files: string[] = [];
  for (const format of of.formats) {
    const target = path.join(out, `${stem}.${endings[format]}`);
    await writeAtomically(target, texts[format]());
    files.push(target);
  }
  return files;
}
