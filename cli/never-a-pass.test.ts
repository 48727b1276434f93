import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { all, parseMarkup } from '../reports/testing/markup.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { runInProcess } from './testing/run-in-process.ts';
import { scenarioText } from './testing/snippets.ts';

const limitMs = 240_000;
const reason = 'nobody can tell';

/** The same claim under one fault and under all, with one more check that holds, or of which nobody can tell. */
const claims = (result: 'pass' | 'unknown') =>
  ['{}', '{ mutants: {}, plan: searched({ depth: 1, faults: [refuse()] }) }'].map((more) =>
    scenarioText(`import { refuse, searched } from 'brownout';
      const open = check('open', () => ({ result: '${result}', reason: '${reason}' }));
      const checks = [completes(), exactlyOnce('tool'), open];
      export default scenario('books once', { ...base, checks, ...${more} });`),
  );

/** Two folders with the same files: where the check holds, and where nobody can tell. */
let sure: Folder;
let open: Folder;
beforeAll(async () => {
  const written = async (result: 'pass' | 'unknown') => {
    const folder = await folderInside();
    const [one = '', all = ''] = claims(result);
    await folder.write('one.scenario.ts', one);
    await folder.write('all.scenario.ts', all);
    return folder;
  };
  sure = await written('pass');
  open = await written('unknown');
});
afterAll(() => Promise.all([sure.remove(), open.remove()]));

const formats = ['text', 'json', 'markdown', 'html', 'junit'];
const reporters = formats.flatMap((name) => ['--reporter', name]);
const phases = ['--rate', '20', '--phases', 'baseline:25s,fault:25s,recovery:30s'];

/** What each verb is asked, and the names of its reports. */
const verbs: readonly (readonly [verb: string, args: readonly string[], name: string])[] = [
  ['run', ['one.scenario.ts', '--runs', '2'], 'report'],
  ['explore', ['all.scenario.ts'], 'report'],
  ['matrix', ['one.scenario.ts', '--runs', '2'], 'report'],
  ['load', ['one.scenario.ts', ...phases], 'load'],
];

const go = (verb: string, args: readonly string[], folder: Folder) =>
  runInProcess([verb, ...args, '--out', verb, ...reporters], folder);

describe('a check that is unknown where all others pass', () => {
  test.each(verbs)('is no pass of %s', { timeout: limitMs }, async (verb, args, name) => {
    const twin = await go(verb, args, sure);
    expect(twin.code, twin.stdout + twin.stderr).toBe(0);
    const { code, stdout } = await go(verb, args, open);
    expect(code, stdout).toBe(3);
    expect(stdout).toMatch(/unknown|told nothing/);
    const read = (file: string) => open.read(`${verb}/${file}`);
    const junit = name === 'load' ? 'load.junit.xml' : 'junit.xml';
    for (const file of [`${name}.txt`, `${name}.md`, `${name}.html`, `${name}.json`, junit]) {
      expect(read(file), file).toContain(reason);
    }
    const held = ['report.txt', 'report.md'].filter(() => name === 'report');
    for (const file of held) {
      expect(read(file)).toMatch(/0 passed, 0 failed, 1 inconclusive/);
      expect(read(file)).not.toMatch(/^ {2}pass {5}books once/m);
    }
    const root = parseMarkup(read(junit));
    const told = all(root, 'testcase').filter(({ attributes }) =>
      /(^|: )open$/.test(attributes['name'] ?? ''),
    );
    expect(told.map((one) => all(one, 'skipped').length)).toEqual([1]);
    expect(JSON.parse(read(`${name}.json`))).toMatchObject({ result: 'unknown' });
  });

  test.each(verbs.filter(([verb]) => verb !== 'matrix'))(
    'is not "not worse" than a pass of %s',
    { timeout: limitMs },
    async (verb, _, name) => {
      const base = path.join(sure.path, verb, `${name}.json`);
      const now = `${verb}/${name}.json`;
      const { code, stdout } = await runInProcess(['compare', base, now], open);
      expect(code, stdout).toBe(3);
    },
  );
});
