import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test, type TestContext } from 'vitest';
import { loadReportSchema, type LoadReport } from '../harness/model/load/load-report.ts';
import { brownout, brownoutAnew } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { limitedAgent, limitedScenarios } from './testing/limited-agent.ts';

// Real agents in real time: a whole minute of it.
const limitMs = 300_000;

const hasPython = spawnSync('python3', ['--version']).status === 0;
let user: Folder;
beforeAll(async () => {
  user = await folderInside();
  await user.write('agent.py', limitedAgent);
  await user.write('limit.scenario.ts', limitedScenarios);
});
afterAll(() => user.remove());

const command = (...args: readonly string[]) => brownout(args, { cwd: user.path });

interface Loaded {
  readonly code: number | null;
  readonly report: LoadReport;
}

/** Puts the agent that gives up and the one that waits under the same load, at the same time. */
async function both(title: string, fixed: string, how: readonly string[]) {
  const one = async (variant: string): Promise<Loaded> => {
    const args = ['load', 'limit.scenario.ts', '-t', title, '--variant', variant, ...how];
    const { code, stderr } = await brownoutAnew([...args, '--out', variant], {
      cwd: user.path,
      limitMs: 150_000,
    });
    expect(stderr).not.toContain('bug');
    return { code, report: loadReportSchema.parse(user.json(`${variant}/load.json`)) };
  };
  const [hasty, patient] = await Promise.all([one('careful'), one(fixed)]);
  return { hasty, patient };
}

/** A machine that was too busy makes a load that says nothing, and says so: then there is nothing to compare. */
function demandValid({ skip }: TestContext, ...all: readonly Loaded[]): void {
  for (const { code, report } of all) {
    if (report.invalid.length === 0) continue;
    expect(code).toBe(4);
    skip(`the load was not what it should be: ${report.invalid.join('; ')}`);
  }
}

const during = ({ report }: Loaded) => report.phases.find(({ role }) => role === 'during')!;
const before = ({ report }: Loaded) => report.phases.find(({ role }) => role === 'before')!;

describe.skipIf(!hasPython)(
  'an agent in Python, a third of whose orders are refused for a second',
  () => {
    test(
      'as a server: users see failures, and a fix that waits is better by comparison',
      { timeout: limitMs },
      async (context) => {
        const phases = ['--rate', '20', '--phases', 'baseline:25s,fault:25s'];
        const { hasty, patient } = await both(
          'a server under a rate limit',
          'served.patient',
          phases,
        );
        demandValid(context, hasty, patient);

        expect(hasty.code).toBe(1);
        expect(before(hasty).outcomes['failed-loud']).toBe(0);
        const { outcomes, offered } = during(hasty);
        expect(outcomes['failed-loud'] + outcomes.unaffected).toBe(offered);
        expect(outcomes['failed-loud'] / offered).toBeGreaterThan(0.2);
        expect(user.read('careful/load.md')).toContain(
          'of its tasks are failed loudly, 0 % in the baseline',
        );
        expect(user.read('careful/load.md')).toMatch(
          /^> shop POST \/orders .*replied 201.*rate-limit, failed 429/m,
        );

        expect(patient.code).toBe(0);
        expect(during(patient).outcomes.recovered).toBeGreaterThan(offered * 0.2);
        expect(during(patient).outcomes['failed-loud']).toBeLessThan(offered * 0.02);

        // To wait takes longer, and to ask again asks more often: both are what the fix is.
        const margin = ['--margin', 'goodput=2%', 'p50=none', 'p99=none', 'amplification=none'];
        const [was, is] = ['careful/load.json', 'served.patient/load.json'];
        const fixed = await command('compare', was, is, ...margin);
        expect([fixed.code, fixed.stdout]).toEqual([
          0,
          expect.stringMatching(/^NOT WORSE .*better: .*goodput\s\(fault\)/s),
        ]);
        expect(fixed.stdout).toContain('not the same: careful before, served.patient now');
        expect(fixed.stdout).toMatch(/BETTER +goodput in fault: /);
        const broken = await command('compare', is, was, ...margin);
        expect([broken.code, broken.stdout]).toEqual([
          1,
          expect.stringMatching(/^WORSE .*goodput\s\(fault\)/s),
        ]);
        expect(broken.stdout).toMatch(/\nworse:\n +WORSE +goodput in fault: /);
      },
    );

    test(
      'as a command that is asked on stdin: the same is seen, and too little to compare',
      { timeout: limitMs },
      async (context) => {
        const phases = ['--rate', '3', '--phases', 'baseline:3s,fault:8s'];
        const { hasty, patient } = await both(
          'a command under a rate limit',
          'run.patient',
          phases,
        );
        demandValid(context, hasty, patient);
        expect(before(hasty).outcomes['failed-loud']).toBe(0);
        expect(during(hasty).outcomes['failed-loud']).toBeGreaterThan(0);
        expect(hasty.report.driver).toBe('undici');
        expect(during(patient).outcomes['failed-loud']).toBe(0);
        expect(during(patient).outcomes.recovered).toBeGreaterThan(0);
        const short = await command('compare', 'careful/load.json', 'run.patient/load.json');
        expect([short.code, short.stdout]).toEqual([
          3,
          expect.stringContaining('too short to say'),
        ]);
      },
    );
  },
);
