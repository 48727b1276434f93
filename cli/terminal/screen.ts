import ora, { type Ora } from 'ora';

/** The output for progress; results go to stdout. */
export interface Screen {
  /** Whether stdout may be coloured. */
  readonly color: boolean;
  readonly width: number;
  /** Prints a line. */
  readonly say: (line: string) => void;
  /**
   * Shows what is going on: a line that replaces itself on a terminal, a line now and then
   * elsewhere.
   */
  readonly doing: (line: string) => void;
  /** Shows what has ended; prints nothing on a terminal that shows `doing`. */
  readonly did: (line: string) => void;
  readonly done: () => void;
}

/** Opens the terminal. Colours and the live line need one; NO_COLOR is respected. */
export function screen(): Screen {
  const { stdout, stderr } = process;
  // Where a terminal does not say how wide it is, what is drawn on a line cannot be taken back.
  const isTerminal = stderr.isTTY && stderr.columns > 0 && process.env['TERM'] !== 'dumb';
  const wanted = process.env['NO_COLOR'] === undefined || process.env['NO_COLOR'] === '';
  const spinner: Ora | null = isTerminal
    ? ora({ stream: stderr, discardStdin: false, color: wanted ? 'cyan' : false })
    : null;
  const say = (line: string) => {
    spinner?.clear();
    stderr.write(`${line}\n`);
    if (spinner?.isSpinning) spinner.render();
  };
  const nowAndThen = atMostEvery(beatMs, say);
  return {
    color: stdout.isTTY && wanted,
    width: Math.min(stdout.columns || 100, 120),
    say,
    doing: (line) => {
      if (!spinner) return nowAndThen(`  ${line}`);
      spinner.text = line.slice(0, stderr.columns - 4);
      if (!spinner.isSpinning) spinner.start();
    },
    did: (line) => {
      if (!spinner) say(line);
    },
    done: () => {
      if (spinner?.isSpinning) spinner.stop();
    },
  };
}

const beatMs = 10_000;

/** Limits calls to one in `ms`; drops the others, also the first ones. */
export function atMostEvery(
  ms: number,
  tell: (line: string) => void,
  now: () => number = () => performance.now(),
): (line: string) => void {
  let since = now();
  return (line) => {
    if (now() - since < ms) return;
    since = now();
    tell(line);
  };
}
