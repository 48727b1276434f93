import type { TraceSink } from '../../harness/model/trace/sink.ts';
import { eventWords } from '../../reports/words/wording.ts';

/** Prints calls, faults and effects as they happen; remembers the names of open calls. */
export function eventPrinter({
  quiet = false,
  prefix = '',
  print = say,
}: PrinterOptions = {}): TraceSink {
  const names = new Map<number, string>();
  return {
    take: (event) => {
      if (event.kind === 'call.start') names.set(event.call, `${event.point} ${event.label}`);
      const words = `${prefix}${eventWords(event, names)}`;
      if (event.kind === 'harness.error') note(words.trim());
      else if (!quiet) print(`${(event.atMs / 1000).toFixed(3).padStart(9)} s  ${words}`);
      if (event.kind === 'call.end') names.delete(event.call);
    },
  };
}

interface PrinterOptions {
  /** Whether errors alone are printed. */
  readonly quiet?: boolean;
  /** Before the words of each event. */
  readonly prefix?: string;
  /** Where events go; to stdout by default. */
  readonly print?: (line: string) => void;
}

/** Prints lines for whoever watches. */
export function say(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Prints a line that is not of the work itself, to stderr. */
export function note(text: string): void {
  process.stderr.write(`brownout: ${text}\n`);
}
