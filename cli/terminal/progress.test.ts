import { expect, test } from 'vitest';
import type { Job, Note } from '../suite/job.ts';
import { showProgress } from './progress.ts';
import type { Progress } from '../suite/reporter.ts';

function telling(resume: Job['resume'] = null) {
  const [doing, did]: [string[], string[]] = [[], []];
  const on = {
    color: false,
    width: 80,
    say: () => {},
    doing: (line: string) => doing.push(line),
    did: (line: string) => did.push(line),
    done: () => {},
  };
  const tell = showProgress(on, { verb: 'run', resume });
  return { doing, did, tell };
}

const ended: Progress = {
  what: 'test',
  title: 'books once (seed 12)',
  file: 'a.scenario.ts',
  filesDone: 0,
  files: 1,
  nth: 12,
  ofTests: 50,
  notes: [],
  errors: [],
};

test('which run of how many has ended is told as it ends', () => {
  const { doing, tell } = telling();
  tell(ended);
  tell({ ...ended, ofTests: 1 });
  expect(doing).toEqual([
    '0 of 1 file, run 12 of 50: books once (seed 12)',
    '0 of 1 file: books once (seed 12)',
  ]);
});

test('a search that is to be taken up says where it had no journal', () => {
  const note: Note = { scenario: 'holds', result: 'pass', runs: 9, records: [], search: 'a.json' };
  const said = (known: number, isAsked: boolean) => {
    const { did, tell } = telling({ isAsked, command: '' });
    tell({ ...ended, what: 'file', notes: [{ ...note, known }] });
    return did.join('');
  };
  expect(said(0, true)).toContain('begun anew: no journal');
  expect(said(5, true)).toContain('5 in its journal');
  expect(said(5, true) + said(0, false)).not.toContain('anew');
});
