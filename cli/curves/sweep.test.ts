import { afterAll, beforeAll, expect, test } from 'vitest';
import { curveSchema } from '../../harness/model/load/curve.ts';
import { brownout, startBrownout } from '../testing/command.ts';
import { folderInside, type Folder } from '../testing/folder.ts';
import { scenarioText } from '../testing/snippets.ts';

const limitMs = 120_000;
let user: Folder;
beforeAll(async () => {
  user = await folderInside();
  const plan = "[lostReply().at('tool', { chance: 0.2 })]";
  const text = `export default scenario('books', { ...base, plan: ${plan} });`;
  await user.write('books.scenario.ts', scenarioText(text));
});
afterAll(() => user.remove());

const short = ['--rate', '20', '--phases', 'baseline:2s,fault:5s', '--slo', 'goodput>=90%'];
const args = (...more: readonly string[]) => ['load', 'books.scenario.ts', ...short, ...more];

test('a sweep finds the knee, and leaves its curve', { timeout: limitMs }, async () => {
  const swept = args('--sweep', 'lost-reply.chance=0..1/3');
  const { code, stdout, stderr } = await brownout(swept, { cwd: user.path, limitMs });
  expect([code, stderr]).toEqual([1, expect.stringContaining('15 loads: 3 levels of 5 seeds')]);
  expect(stdout).toMatch(/goodput >= 90 % (holds up to|is not known)/);
  expect(stdout).toContain('.brownout/curve.html');
  const curve = curveSchema.parse(user.json('.brownout/curve.json'));
  expect(curve.levels.map(({ x }) => x)).toEqual([0, 0.5, 1]);
  expect(curve.levels[0]?.goodput?.value).toBe(1);
  // Only tasks that try again once the phase is over are right.
  expect(curve.levels[2]?.goodput?.value).toBeLessThan(0.2);
});

test(
  'the load that shows what is wrong is made again by itself',
  { timeout: limitMs },
  async () => {
    const swept = args('--sweep', 'lost-reply.chance=0..1/2', '--out', 'wrong');
    const { code, stdout } = await brownout(swept, { cwd: user.path, limitMs });
    expect(code).toBe(1);
    const command = /again: npx brownout (.*)/.exec(stdout)?.[1] ?? '';
    expect(user.read('wrong/curve.md')).toContain(command);
    expect(user.read('wrong/curve.junit.xml')).toContain('failures="1"');
    const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(
      ([, quoted, bare]) => quoted ?? bare ?? '',
    );
    const again = await brownout([...words, '--out', 'again'], { cwd: user.path, limitMs });
    expect(again.code).toBe(1);
    const bytes = (file: string) => user.read(file).replace(/"tookMs":\d+/, '');
    expect(bytes('again/load.json')).toBe(bytes('wrong/curve.load.json'));
  },
);

test('Ctrl-C leaves the levels that there were', { timeout: limitMs }, async () => {
  const swept = args('--sweep', 'lost-reply.chance=0..1/100', '--seeds', '100', '--out', 'cut');
  const running = startBrownout(swept, { cwd: user.path, limitMs });
  await running.until((said) => said.includes('10000 loads'));
  running.kill('SIGINT', 'main');
  const { code, stdout } = await running.ended;
  expect([code, stdout]).toEqual([130, expect.stringContaining('stopped at level')]);
  const curve = curveSchema.parse(user.json('cut/curve.json'));
  expect([curve.cut, curve.result]).toEqual([expect.stringContaining('of 100'), 'unknown']);
});

test.each([
  [
    ['--sweep', 'rate=1..2/2'],
    '10 loads: 2 levels of 5 seeds, over sockets in real time: at least 7',
  ],
  [['--find-capacity'], 'over sockets in real time: some ten loads, each of at least 2 s'],
  [['--find-tipping-point', 'lost-reply.chance=0.5..1/2'], 'some ten loads, each of at least 62 s'],
])('%j says beforehand how long it will take', { timeout: limitMs }, async (more, words) => {
  const wire = ['--mode', 'wire', '--phases', 'baseline:2s,fault:5s,recovery:60s'];
  const running = startBrownout(args(...more, ...wire), { cwd: user.path, limitMs });
  await running.until((said) => said.includes(words));
  running.kill('SIGINT', 'main');
  expect(await running.ended).toMatchObject({ code: 130, stdout: expect.any(String) });
});

test.each([
  [['--sweep', 'slow.ms=1..10/3'], 'lost-reply#1 at tool'],
  [['--sweep', 'rate=1..10/3', '--seeds', '4'], '5 to 1000'],
  [['--sweep', 'rate=1..10'], 'rate=10..200/8'],
])('%j is refused', { timeout: limitMs }, async (more, words) => {
  const { code, stderr } = await brownout(args(...more), { cwd: user.path, limitMs });
  expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
});
