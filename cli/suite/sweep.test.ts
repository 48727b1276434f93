import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import { sweep } from './sweep.ts';
import { folderIn } from '../testing/folder.ts';

test('removes half-written files of processes that are gone, and nothing else', async () => {
  const out = await folderIn(tmpdir());
  onTestFinished(() => out.remove());
  const gone = spawnSync(process.execPath, ['--version']).pid;
  await out.write(`runs/.a.json.${gone}.1.tmp`, '');
  await out.write(`runs/.b.json.${process.pid}.1.tmp`, '');
  await out.write('runs/c.json', '');
  await out.write(`.report.html.${gone}.2.tmp`, '');
  await out.write('notes.tmp', '');
  await sweep(out.path);
  expect(out.list('runs').toSorted()).toEqual([`.b.json.${process.pid}.1.tmp`, 'c.json']);
  expect(out.list('.').toSorted()).toEqual(['notes.tmp', 'runs']);
});
