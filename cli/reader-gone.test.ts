import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, test } from 'vitest';
import { builtMain } from './testing/built-package.ts';
import { folderInside } from './testing/folder.ts';
import { scenarioText } from './testing/snippets.ts';

test('who reads its output may go: the exit code says how it ended', async ({ onTestFinished }) => {
  const user = await folderInside();
  onTestFinished(() => user.remove());
  const plans = {
    fails: "const system = agent(false); export default scenario('x', { ...base, system });",
    unknown:
      "export default scenario('x', { ...base, plan: [lostReply().at('tool', { calls: 9 })] });",
  };
  for (const [name, text] of Object.entries(plans)) {
    await user.write(`${name}.scenario.ts`, scenarioText(text));
    const child = spawn(process.execPath, [builtMain, 'run', `${name}.scenario.ts`], {
      cwd: user.path,
      env: { PATH: path.dirname(process.execPath) },
    });
    // As `2>&1 | head -0` does.
    child.stdout.destroy();
    child.stderr.destroy();
    const [code] = (await once(child, 'exit')) as [number];
    expect({ [name]: code }).toEqual({ [name]: name === 'fails' ? 1 : 3 });
    expect(user.list('.brownout')).toContain('report.json');
  }
});
