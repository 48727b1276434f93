import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogue } from './faults/catalogue.ts';

/** The house rules that can be read off the files. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file.endsWith('.ts') && !file.startsWith('dist/'));

const text = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));

function offenders(isWrong: (file: string, source: string) => boolean): readonly string[] {
  return files.filter((file) => isWrong(file, text.get(file) ?? ''));
}

describe('house rules', () => {
  test('there are files to look at', () => {
    expect(files.length).toBeGreaterThan(50);
  });

  test('a file holds one concept: at most 300 lines, tests 500', () => {
    const most = (file: string) => (file.endsWith('.test.ts') ? 500 : 300);
    expect(offenders((file, source) => source.split('\n').length > most(file) + 1)).toEqual([]);
  });

  test('names are kebab-case, and say what is in the file', () => {
    const vague = /^(utils|helpers|types|constants|common|misc)\./;
    const fits = (name: string) => /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.ts$/.test(name);
    expect(
      offenders((file) => !fits(path.basename(file)) || vague.test(path.basename(file))),
    ).toEqual([]);
  });

  test('nothing is left to do later', () => {
    const later = new RegExp(
      `\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].join('|')})\\b`,
    );
    expect(offenders((_, source) => later.test(source))).toEqual([]);
  });

  test('no test is skipped without a reason, none runs alone', () => {
    const alone = new RegExp(`\\b(test|it|describe)\\.(on${'ly'}|sk${'ip'})\\(`);
    expect(offenders((_, source) => alone.test(source))).toEqual([]);
  });

  test('only scenarios, runners and configurations have a default export', () => {
    // Tests write scenario files as text.
    const may = /\.scenario\.ts$|\.config\.ts$|scenario-runner\.ts$|\.test\.ts$|\/testing\//;
    expect(offenders((file, source) => !may.test(file) && /^export default/m.test(source))).toEqual(
      [],
    );
  });

  test('no enum, no class but errors and what a library asks for', () => {
    const may = /class \w+ extends (Error|TestRunner|[\w.]*Error)\b/;
    const wrong = (source: string) =>
      /^(export )?(const )?enum /m.test(source) ||
      [...source.matchAll(/^(?:export )?(?:default )?class .*$/gm)].some(
        ([line]) => !may.test(line),
      );
    expect(
      offenders(
        (file, source) =>
          !/^scenarios\/|\/testing\//.test(file) &&
          wrong(source.replaceAll('export default class', 'class')),
      ),
    ).toEqual([]);
  });

  const isCode = (file: string) => !/\.test\.ts$|-fixture\.ts$|\/testing\//.test(file);

  test('a folder has room for twenty files of code, then it gets rooms', () => {
    // Agents with seeded bugs are data: one file each, all alike.
    const folders = Map.groupBy(
      files.filter((file) => isCode(file) && !file.startsWith('testing/agents/')),
      (file) => path.dirname(file),
    );
    const crowded = [...folders].flatMap(([folder, its]) => (its.length > 20 ? [folder] : []));
    expect(crowded, 'more than 20 files: put those that belong together in a folder').toEqual([]);
  });

  test('words are plain', () => {
    const pictures =
      /\b(but for|for good|in its stead|where it is none|mends?|mended|storm|calm)\b/;
    const prose = (source: string) => source.match(/^\s*(\/\/|\/?\*).*$/gm) ?? [];
    expect(
      offenders((file, source) => isCode(file) && prose(source).some((it) => pictures.test(it))),
    ).toEqual([]);
  });

  test('a search asks for no fault by its name, and for no method of HTTP', () => {
    const names = catalogue.kinds.map(({ name }) => name).join('|');
    // Effects and results are closed sets of their own, which have some of these words.
    const others = /\b(effect\)? [!=]==|result:|ReplayResult =.*) '[a-z]+'/g;
    const asks = new RegExp(
      `['"\`](${names})['"\`]|\\b(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\\b` +
        String.raw`|\bname( [!=]== ['"]|\.\w)|\.test\((\w+\.)*(name|label)\)`,
    );
    const code = (source: string) =>
      source.replaceAll(/^\s*(\/\/|\/?\*).*$/gm, '').replaceAll(others, '');
    const isSearch = (file: string) => file.startsWith('harness/search/') && isCode(file);
    expect(offenders((file, source) => isSearch(file) && asks.test(code(source)))).toEqual([]);
  });

  test('a name of an exported type stands for one thing', () => {
    const house = /^(cli|faults|harness|reports)\/|^(index|verify)\.ts$/;
    const named = files
      .filter((file) => isCode(file) && house.test(file))
      .flatMap((file) =>
        [...(text.get(file) ?? '').matchAll(/^export (?:interface|type|class) (\w+)/gm)].map(
          ([, name = '']) => ({ name, file }),
        ),
      );
    const twice = [...Map.groupBy(named, ({ name }) => name)].filter(([, its]) => its.length > 1);
    expect(
      twice.map(([name, its]) => [name, ...its.map(({ file }) => file)]),
      'a name is taken by another type: rename one',
    ).toEqual([]);
  });
});
