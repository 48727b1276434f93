import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explorationSchema } from '../harness/model/trace/exploration.ts';
import { reportSchema } from '../reports/summary/summary.ts';
import { brownout, brownoutAnew, startBrownout, type Running } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { asksOften, booksOnce, scenarioText } from './testing/snippets.ts';
import { runInProcess } from './testing/run-in-process.ts';

// They wait for one another.
const limitMs = 240_000;

// Enough calls that no machine is through with all pairs and triples of faults at once.
const manyCalls = (count: number) =>
  // A folder of its own is removed by whoever stops it.
  scenarioText(
    `export default scenario('asks often', { ...base, ${asksOften(count, 'void at.scratch;')} });`,
  );

let user: Folder;
beforeAll(async () => {
  user = await folderInside();
  await user.write('a.scenario.ts', booksOnce);
  await user.write('many.scenario.ts', manyCalls(12));
  await user.write(
    'holds.scenario.ts',
    scenarioText(`import { refuse, searched } from 'brownout';
    const [checks, plan] = [[exactlyOnce('tool')], searched({ faults: [lostReply(), refuse()] })];
    export default scenario('holds', { ...base, mutants: {}, checks, plan });`),
  );
});
afterAll(() => user.remove());

const explore = (...args: readonly string[]) =>
  brownout(['explore', ...args], { cwd: user.path, limitMs: 120_000 });

/** The same for a scenario that has changed. */
const exploreAnew = (...args: readonly string[]) =>
  brownoutAnew(['explore', ...args], { cwd: user.path, limitMs: 120_000 });

const reportIn = (out: string) => reportSchema.parse(user.json(`${out}/report.json`));

/** The folder of the only search below `out`. */
const searchIn = (out: string) =>
  path.join(out, user.list(out).find((name) => !name.includes('.')) ?? '');

test.concurrent(
  'what breaks a system is found, reported in every format, and replayed',
  { timeout: limitMs },
  async () => {
    const ended = await explore('a.scenario.ts', '--variant', 'demo.no-key', '--out', 'found');
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('1 way to break it');
    expect(ended.stderr).toContain('look at found/report.html');
    expect(ended.stderr).toContain('npx brownout run --repro found');
    const [file = ''] = /npx brownout replay (\S+)/.exec(ended.stdout)?.slice(1) ?? [];
    for (const name of ['report.txt', 'report.json', 'report.md', 'report.html', 'junit.xml']) {
      expect(user.read(`found/${name}`), name).toContain(file);
    }
    const exploration = explorationSchema.parse(user.json(`${searchIn('found')}/exploration.json`));
    expect(exploration.findings.map(({ check }) => check)).toEqual(['exactly-once']);
    const again = await brownout(['replay', file], { cwd: user.path });
    expect([again.code, again.stdout]).toEqual([1, expect.stringContaining('reproduced')]);
    const kept = await brownout(['run', '--repro', 'found'], { cwd: user.path });
    expect([kept.code, kept.stdout]).toEqual([1, expect.stringContaining(file)]);
  },
);

test.concurrent(
  'a system that holds passes, with what was shown; a budget shows too little',
  { timeout: limitMs },
  async () => {
    const whole = await explore('holds.scenario.ts', '--out', 'holds');
    expect(whole.code).toBe(0);
    expect(whole.stderr).not.toContain('a second');
    expect(whole.stdout.replaceAll(/\s+/g, ' ')).toContain(
      'shown every reachable schedule of at most 2 faults',
    );
    const args = ['holds.scenario.ts', '--budget', '9', '--reporter', 'json', '--out', 'little'];
    expect((await explore(...args)).code).toBe(3);
    expect((await explore(...args, '--allow-unknown')).code).toBe(0);
    expect(reportIn('little').searches[0]).toMatchObject({ stopped: 'budget', runs: 9 });
    expect(user.list('little')).not.toContain('report.html');
  },
);

test.concurrent('a time limit is told, and how to go on', { timeout: limitMs }, async () => {
  const line = ['many.scenario.ts', '--depth', '3', '--no-prune', '--time', '1s', '--out', 'time'];
  const ended = await explore(...line);
  expect(ended.code).toBe(3);
  expect(ended.stdout).toContain(`go on     npx brownout explore ${line.join(' ')} --resume`);
});

describe('Ctrl-C', () => {
  test.for([
    ['SIGINT', 'group', 130],
    ['SIGTERM', 'main', 143],
  ] as const)('%s to the %s: partial reports', { timeout: limitMs }, async (given) => {
    const [signal, whom, code] = given;
    const out = `stopped-${signal}`;
    const line = ['many.scenario.ts', '--depth', '3', '--no-prune', '--workers', '2', '--out', out];
    const running = startBrownout(['explore', ...line], { cwd: user.path, limitMs: 120_000 });
    await eventually(() => journalLines(out) > 30, running);
    running.kill(signal, whom);
    const ended = await running.ended;
    expect({ code: ended.code, signal: ended.signal }).toEqual({ code, signal: null });
    expect(ended.stdout).toContain(`npx brownout explore ${line.join(' ')} --resume`);
    const { meta, searches, totals } = reportIn(out);
    expect(meta.partial).toBe(true);
    expect(searches[0]?.stopped).toBe('interrupted');
    expect(totals.runs).toBeGreaterThan(15);
    expect(user.read(`${out}/report.html`)).toContain('stopped in the middle');
    expect(user.list(out).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test(
    'it goes on from its journal, unless the agent has changed',
    { timeout: limitMs },
    async () => {
      const changing = (count: number) =>
        scenarioText(`import { refuse, searched } from 'brownout';
        export default scenario('asks often', { ...base, ${asksOften(count)},
          plan: searched({ depth: 1, faults: [refuse()] }) });`);
      await user.write('changes.scenario.ts', changing(6));
      const line = ['changes.scenario.ts', '--out', 'resumed'];
      const first = await explore(...line);
      const resumed = await explore(...line, '--resume');
      expect(resumed.stderr).toMatch(/going on from \d+ runs in the journal/);
      const shown = (text: string) => /shown[^]*found/.exec(text)?.[0];
      expect(shown(resumed.stdout)).toBe(shown(first.stdout));
      const journal = path.join(searchIn('resumed'), 'journal.jsonl');
      const current = user.read(journal);
      await user.write(journal, current.replace(/"version":\d+/, '"version":4'));
      const older = await explore(...line, '--resume');
      expect([older.code, older.stdout.replaceAll(/\s+/g, ' ')]).toEqual([
        2,
        expect.stringContaining('version 4 of journals, written by another version of Brownout'),
      ]);
      await user.write(journal, current);
      await user.write('changes.scenario.ts', changing(5));
      const changed = await exploreAnew(...line, '--resume');
      expect(changed.stdout.replaceAll(/\s+/g, ' ')).toContain(
        'the agent or the scenario has changed. Leave --resume out',
      );
      expect(changed.code).toBe(2);
      expect((await exploreAnew(...line)).stderr).not.toContain('journal');
    },
  );
});

test('a search begun anew takes away what it found before', { timeout: limitMs }, async () => {
  const text = scenarioText(`const checks = [exactlyOnce('tool')];
    export default scenario('mended', { ...base, checks });`);
  await user.write('mended.scenario.ts', text);
  const line = ['mended.scenario.ts', '--variant', 'demo.no-key', '--depth', '1', '--out', 'anew'];
  expect((await explore(...line)).code).toBe(1);
  const folder = searchIn('anew');
  const [found = ''] = user.list(folder).filter((name) => name.endsWith('.repro.json'));
  await user.write(`${folder}/kept.repro.json`, user.read(`${folder}/${found}`));
  expect((await explore(...line, '--resume')).code).toBe(1);
  expect(user.list(folder)).toContain(found);
  await user.write('mended.scenario.ts', text.replace('agent(false)', 'agent(true)'));
  expect((await exploreAnew(...line)).code).toBe(0);
  expect(user.list(folder).filter((name) => name.endsWith('.repro.json'))).toEqual([
    'kept.repro.json',
  ]);
});

test(
  'folders are searched, file by file, and what does not load is told of',
  { timeout: limitMs },
  async () => {
    await user.write('folder/broken.scenario.ts', "throw new Error('mine');");
    await user.write('folder/holds.scenario.ts', user.read('holds.scenario.ts'));
    await user.write('folder/two/a.scenario.ts', booksOnce);
    const args = ['folder', '--depth', '1', '--reporter', 'json', '--out', 'of-folder'];
    const { code, stdout } = await explore(...args);
    const { errors, searches } = reportIn('of-folder');
    expect([code, errors]).toMatchObject([2, [{ file: 'folder/broken.scenario.ts' }]]);
    expect(stdout).toContain('Error: mine (at folder/broken.scenario.ts:1)');
    expect(searches.map(({ file }) => file)).toEqual([
      'folder/holds.scenario.ts',
      'folder/two/a.scenario.ts',
    ]);
  },
);

test(
  'what to do next is said: more findings, and that there is no journal',
  { timeout: limitMs },
  async () => {
    const args = ['a.scenario.ts', '--depth', '1', '--out', 'advised'];
    const first = await explore(...args, '--resume');
    expect(first.stderr).toContain('no journal of "books once": it is begun anew');
    const { found, counts } = reportIn('advised').searches[0] ?? {};
    const cells = Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0);
    expect(found).toHaveLength(1);
    expect(counts?.unreached).toBeGreaterThan(0);
    expect(first.stderr).toContain(
      `--keep-going): it stopped at the first, with ${counts?.unreached} of ${cells} cells`,
    );
    const all = await explore(...args, '--keep-going');
    expect(all.code).toBe(1);
    expect(all.stderr).not.toMatch(/--keep-going|begun anew/);
    const known = await explore(...args, '--keep-going', '--resume');
    expect(known.stderr).toMatch(/going on from \d+ runs in the journal/);
  },
);

test.each([
  ['--runs 5', '--runs is an option of brownout run, brownout matrix'],
  ['--mode wire', '--mode is an option of brownout run'],
])('%s is for another verb', async (option, says) => {
  const { code, stderr } = await runInProcess(
    ['explore', 'a.scenario.ts', ...option.split(' ')],
    user,
  );
  expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
});

test('an unknown reporter, a folder that cannot be made: 2', async () => {
  const lines: readonly (readonly [line: string, says: string])[] = [
    ['explore a.scenario.ts --reporter pdf', 'text, json, junit, markdown, html'],
    ['explore a.scenario.ts --out a.scenario.ts/x', 'Give another --out'],
    ['explore a.scenario.ts --depth 0', 'a whole number, 1 or more'],
  ];
  for (const [line, says] of lines) {
    const { code, stdout, stderr } = await runInProcess(line.split(' '), user);
    expect(stderr).toContain(says);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  }
});

function journalLines(out: string): number {
  const file = path.join(user.path, searchIn(out), 'journal.jsonl');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').length : 0;
}

/** Looks until it is so, for 40 s at most; fails at once where the command ends before. */
async function eventually(isSo: () => boolean, running: Running): Promise<void> {
  let hasEnded = false;
  void running.ended.then(() => (hasEnded = true));
  for (let looks = 0; looks < 800 && !hasEnded; looks += 1) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`it did not come about: ${running.said()}`);
}
