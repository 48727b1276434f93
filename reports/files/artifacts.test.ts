import path from 'node:path';
import { tmpdir } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import type { Repro } from '../../harness/model/trace/repro.ts';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import { writeRecord, writeRepro } from './artifacts.ts';
import { folderIn } from '../../cli/testing/folder.ts';

/** Of a record, what its name is made of. */
const record = (id: string, file: string, scenario: string): RunRecord =>
  ({ id, file, trace: { scenario, variant: 'careful' } }) as RunRecord;

async function placeHere(): Promise<{ readonly root: string; readonly out: string }> {
  const folder = await folderIn(tmpdir());
  onTestFinished(() => folder.remove());
  return { root: folder.path, out: path.join(folder.path, 'out') };
}

test('records of scenarios that share an id do not share a file', async () => {
  const to = await placeHere();
  const records = [
    record('-careful-sim-1', 'a.scenario.ts', '予約'),
    record('-careful-sim-1', 'a.scenario.ts', '取消'),
    record('-careful-sim-1', 'b.scenario.ts', '予約'),
  ];
  const files = await Promise.all(records.map((each) => writeRecord(to, each)));
  expect(new Set(files).size).toBe(3);
});

test('no id leads out of the folder', async () => {
  const to = await placeHere();
  const evil = record('../../x/../y', 'a', 'b');
  expect(path.dirname(await writeRecord(to, evil))).toBe(path.join(to.out, 'runs'));
  const at = await writeRepro(to, '../../../up', {} as Repro);
  expect(path.dirname(at)).toBe('out/repros');
});
