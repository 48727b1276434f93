import ora, { type Ora } from 'ora';

/** Where a command tells what it is doing; never the place for its result. */
export interface Screen {
  /** Whether the result, on stdout, may be coloured. */
  readonly color: boolean;
  readonly width: number;
  /** A line that stays. */
  readonly say: (line: string) => void;
  /** What is going on just now: one line that replaces itself on a terminal, now and then a line elsewhere. */
  readonly doing: (line: string) => void;
  /** What has just ended: a line that stays, but on a terminal, where `doing` says enough. */
  readonly did: (line: string) => void;
  readonly done: () => void;
}

/** The terminal: colours and a live line only where there is one, and NO_COLOR is kept. */
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

/** Tells at most one line in so many ms; those that come sooner are dropped, the first ones, too. */
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
