import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runRecordSchema } from '../../harness/model/trace/run-record.ts';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import { outOf } from './run-agents.ts';

/** The last runs of an agent, by the name of the fault; empty where it was not run. */
export function readCells(name: string): ReadonlyMap<string, RunRecord> {
  const folder = path.join(outOf(name), 'runs');
  if (!existsSync(folder)) return new Map();
  const records = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) =>
      runRecordSchema.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8'))),
    );
  return new Map(records.map((one) => [one.trace.scenario.slice(name.length + 2), one]));
}
