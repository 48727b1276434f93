import ora from 'ora';

/** Where a command tells what it is doing; never the place for its result. */
export interface Screen {
  readonly color: boolean;
  readonly width: number;
  /** A line that stays. */
  readonly say: (line: string) => void;
  /** What is going on just now: one line that replaces itself on a terminal, nothing elsewhere. */
  readonly doing: (line: string) => void;
  readonly done: () => void;
}

/** The terminal: colours and progress only where there is one, and NO_COLOR is kept. */
export function screen(): Screen {
  const { stdout, stderr } = process;
  const isTerminal = stderr.isTTY && process.env['TERM'] !== 'dumb';
  const wanted = process.env['NO_COLOR'] === undefined || process.env['NO_COLOR'] === '';
  const spinner = isTerminal ? ora({ stream: stderr, discardStdin: false }) : null;
  return {
    color: stdout.isTTY && wanted,
    width: Math.min(stdout.columns ?? 100, 120),
    say: (line) => {
      spinner?.clear();
      stderr.write(`${line}\n`);
      if (spinner?.isSpinning) spinner.render();
    },
    doing: (line) => {
      if (!spinner) return;
      spinner.text = line.slice(0, (stderr.columns ?? 80) - 4);
      if (!spinner.isSpinning) spinner.start();
    },
    done: () => spinner?.stop(),
  };
}
