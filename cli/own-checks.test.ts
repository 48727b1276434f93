import { afterAll, beforeAll, expect, test } from 'vitest';
import { brownout } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { scenarioText } from './testing/snippets.ts';

const limitMs = 240_000;
let user: Folder;
beforeAll(async () => {
  user = await folderInside();
});
afterAll(() => user.remove());

const own = (ruling: string) =>
  scenarioText(`export default scenario('a check of my own', {
      ...base, mutants: {}, checks: [check('never', () => (${ruling}) as never)] });`);

test.for(['run', 'explore'])(
  '%s: a check that says false fails, and what is no verdict is the user’s mistake',
  { timeout: limitMs },
  async (verb) => {
    const ended = async (name: string, ruling: string) => {
      await user.write(`${name}.scenario.ts`, own(ruling));
      const args = [verb, `${name}.scenario.ts`, '--out', `${verb}-${name}`];
      const { code, stdout, stderr } = await brownout(args, { cwd: user.path, limitMs });
      expect(stdout + stderr).not.toContain('bug in brownout');
      return { code, said: stdout.replaceAll(/\s+/g, ' ') };
    };
    const [no, nothing, later] = await Promise.all([
      ended('no', 'false'),
      ended('nothing', '{}'),
      ended('later', 'Promise.resolve(true)'),
    ]);
    expect(no).toMatchObject({ code: 1, said: expect.stringMatching(/check never/) });
    expect(nothing.code).toBe(2);
    expect(nothing.said).toContain('a verdict or a boolean from check "never", got {}');
    expect(later.code).toBe(2);
    expect(later.said).toContain('from check "never", got a Promise');
  },
);
