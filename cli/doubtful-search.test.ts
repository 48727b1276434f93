import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportSchema } from '../reports/summary/summary.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { runInProcess } from './testing/run-in-process.ts';
import { scenarioText } from './testing/snippets.ts';

const limitMs = 240_000;

let user: Folder;
beforeAll(async () => {
  user = await folderInside();
  const unsure = scenarioText(`import { refuse, searched, slow } from 'brownout';
    const unsure = check('unsure', (trace) => trace.events.some((one) =>
      one.kind === 'fault.hit' && one.fault === 'slow')
        ? { result: 'unknown', reason: 'it was slow' } : true);
    const idle = check('idle', () => ({ result: 'not-applicable', reason: 'nobody asked' }));
    const mutants = { 'a.twin': { system: agent(true), by: 'unsure' } };
    const more = { checks: [exactlyOnce('tool'), unsure, idle], mutants };
    const faults = [refuse(), slow({ ms: 300 })];
    export const one = scenario('asks (twice)', { ...base, ...more, plan: searched({ depth: 2, faults }) });
    export default one;`);
  await user.write('unsure.scenario.ts', unsure.replace('export const one', 'const one'));
  const held = scenarioText(`import { refuse, searched } from 'brownout';
    const idle = check('idle', () => ({ result: 'not-applicable', reason: 'nobody asked' }));
    export default scenario('holds', { ...base, checks: [exactlyOnce('tool'), idle],
      mutants: {}, plan: searched({ depth: 1, faults: [refuse()] }) });`);
  await user.write('holds.scenario.ts', held);
});
afterAll(() => user.remove());

const brownout = (...args: readonly string[]) => runInProcess(args, user);
const reportIn = (out: string) => reportSchema.parse(user.json(`${out}/report.json`));

/** The arguments of the command that makes the smallest run again in which the check could not tell. */
function againIn(out: string): readonly string[] {
  const { doubts } = reportIn(out).searches[0] ?? {};
  const again = doubts?.find(({ check }) => check === 'unsure')?.smallest?.again ?? '';
  const words = again.matchAll(/'([^']*)'|(\S+)/g);
  return [...words].map(([, quoted, plain]) => quoted ?? plain ?? '').slice(2);
}

test.each([
  ['explore', 'careful'],
  ['run', 'a.twin'],
])('%s writes a plan file under which a check cannot tell', { timeout: limitMs }, async (...of) => {
  const [verb, variant] = of;
  const args = ['unsure.scenario.ts', '--variant', variant, '--seed', '4'];
  const ended = await brownout(verb, ...args, '--out', verb);
  expect(ended.code).toBe(3);
  const again = againIn(verb);
  const text = ended.stdout.replaceAll(/\s+/g, ' ');
  expect(text).toContain('such as under: slow (300 ms, where reply) at tool POST /book');
  expect(text).toContain(again.at(-1));
  expect(text).toMatch(
    / Inconclusive: unsure could not tell in \d+ of \d+ runs: it was slow\. 0 passed, 0 failed, 1 inconclusive/,
  );
  expect(text).not.toContain('no way to break it');
  const one = await brownout(...again, '--out', `${verb}-again`);
  const [scenario] = reportIn(`${verb}-again`).families.flatMap(({ scenarios }) => scenarios);
  expect(one.code).toBe(3);
  expect(scenario?.doubts).toEqual([{ check: 'unsure', reason: 'it was slow', count: 1 }]);
  expect(scenario?.runs).toBe(1);
});

test('a search that is resumed, or forked, tells the same run', { timeout: limitMs }, async () => {
  const args = ['explore', 'unsure.scenario.ts', '--out', 'anew'];
  await brownout(...args);
  const first = reportIn('anew').searches[0]?.doubts;
  expect(first?.[0]?.smallest?.strikes).toHaveLength(1);
  await brownout(...args, '--resume');
  expect(reportIn('anew').searches[0]?.doubts).toEqual(first);
  await brownout(...args, '--workers', '2');
  expect(reportIn('anew').searches[0]?.doubts).toEqual(first);
});

test('a search begun anew takes its plan files away', { timeout: limitMs }, async () => {
  await brownout('explore', 'unsure.scenario.ts', '--out', 'changed');
  const again = againIn('changed');
  const file = again[again.indexOf('--plan') + 1] ?? '';
  expect(existsSync(path.join(user.path, file))).toBe(true);
  await brownout('explore', 'unsure.scenario.ts', '--budget', '1', '--out', 'changed');
  expect(existsSync(path.join(user.path, file))).toBe(false);
});

test('what had nothing to judge is no doubt, and is told apart', { timeout: limitMs }, async () => {
  const { code, stdout } = await brownout('explore', 'holds.scenario.ts', '--out', 'holds');
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^unjudged {2}idle had nothing/m)]);
  expect(stdout).not.toMatch(/^unknown/m);
});
