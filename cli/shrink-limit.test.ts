import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportSchema } from '../reports/summary/summary.ts';
import { brownout, startBrownout } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { scenarioText } from './testing/snippets.ts';

const limitMs = 240_000;
let user: Folder;
beforeAll(async () => {
  user = await folderInside();
  await user.write(
    'two.scenario.ts',
    scenarioText(`
      import { searched, slow } from 'brownout';
      const more = { system: agent(false), mutants: {}, checks: [exactlyOnce('tool')] };
      const wide = [lostReply().at('tool', { calls: 1 }), slow({ ms: 9 }).at('tool', { calls: 2 })];
      export default [
        scenario('planned', { ...base, ...more, plan: wide }),
        scenario('searched', { ...base, ...more, plan: searched({ depth: 1, keepGoing: false }) }),
      ];`),
  );
  await user.write('slow.scenario.ts', scenarioText(onTheWire));
});
afterAll(() => user.remove());

/** It fails under faults; once its first run is over, it never comes back. */
const onTheWire = `
const system = service({
  command: ['sh', '-c', \`cat > /dev/null; echo x >> asked; \` +
    \`[ $(wc -l < asked) -gt 3 ] && exec sleep 100; curl -sf "$TOOL/book" -d x\`],
  env: (at) => ({ TOOL: at.url('tool') }),
  ask: 'stdin',
});
const plan = [lostReply().at('tool'), lostReply().at('tool', { calls: [1, 9] })];
export default scenario('slow', { ...base, tasks: [{ input: 'go' }], mutants: {}, system, plan,
  checks: [check('heard', ({ events }) => !events.some((one) =>
    one.kind === 'task.end' && one.ending.how === 'failed'))] });`;

const run = (...args: readonly string[]) => brownout(args, { cwd: user.path, limitMs: 120_000 });
const reportIn = (out: string) => reportSchema.parse(user.json(`${out}/report.json`));

test(
  '--no-shrink tells failures with all their faults, and they can be replayed',
  async () => {
    const names = (out: string) =>
      reportIn(out).findings.map(({ title, plan }) => [title, plan.map(({ fault }) => fault.name)]);
    const whole = ['planned', ['lost-reply', 'slow']];
    expect((await run('run', 'two.scenario.ts', '--no-shrink', '--out', 'whole')).code).toBe(1);
    expect(names('whole')).toContainEqual(whole);
    expect((await run('run', 'two.scenario.ts', '--shrink', '0ms', '--out', 'late')).code).toBe(1);
    expect(names('late')).toContainEqual(whole);
    const [first] = reportIn('whole').findings;
    const again = await run('replay', first?.replay?.split(' ').at(-1) ?? '');
    expect([again.code, again.stdout]).toEqual([1, expect.stringContaining('reproduced')]);
    expect((await run('run', 'two.scenario.ts', '-t', 'planned', '--out', 'less')).code).toBe(1);
    expect(names('less')).toEqual([['planned', ['lost-reply']]]);
    const search = (...args: readonly string[]) =>
      run('explore', 'two.scenario.ts', '-t', 'searched', ...args);
    await search('--no-shrink', '--out', 'met');
    await search('--out', 'fewest');
    const [met, fewest] = ['met', 'fewest'].map((out) => reportIn(out).findings[0]);
    expect(fewest?.plan).toHaveLength(1);
    expect(met?.met).not.toContain('shrunk');
  },
  limitMs,
);

test(
  'on the wire it is told, and what failed is in the report if it is stopped meanwhile',
  async () => {
    const args = ['run', 'slow.scenario.ts', '--out', 'slow'];
    const running = startBrownout(args, { cwd: user.path, limitMs: 120_000 });
    await running.until((said) => said.includes('looking for fewer faults that do (at most 30 s'));
    const asked = () => readFileSync(path.join(user.path, 'asked'), 'utf8').length / 2;
    for (let looks = 0; looks < 800 && asked() <= 3; looks += 1) await setTimeout(50);
    running.kill('SIGINT', 'group');
    expect((await running.ended).code).toBe(130);
    const { findings, meta, families } = reportIn('slow');
    expect(meta.partial).toBe(true);
    expect(families[0]?.scenarios).toMatchObject([{ title: 'slow', result: 'fail', fail: 1 }]);
    expect(findings[0]).toMatchObject({ check: 'heard', plan: [{}, {}] });
    expect(user.read('slow/junit.xml')).toContain('<failure');
  },
  limitMs,
);
