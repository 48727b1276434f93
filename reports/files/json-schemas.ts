import { z } from 'zod';
import { explorationSchema } from '../../harness/model/trace/exploration.ts';
import { cassetteSchema } from '../../harness/model/cassette.ts';
import { capacitySchema } from '../../harness/model/load/capacity.ts';
import { curveSchema } from '../../harness/model/load/curve.ts';
import { loadReplaySchema } from '../../harness/model/load/load-replay.ts';
import { loadReportSchema } from '../../harness/model/load/load-report.ts';
import { tippingSchema } from '../../harness/model/load/tipping.ts';
import { planFileSchema } from '../../harness/model/fault/plan.ts';
import { reproSchema } from '../../harness/model/trace/repro.ts';
import { runRecordSchema } from '../../harness/model/trace/run-record.ts';
import { traceSchema } from '../../harness/model/trace/trace.ts';
import { comparisonSchema } from '../compare/comparison.ts';
import { baselineSchema } from '../compare/facts/baseline.ts';
import { reportSchema } from '../summary/summary.ts';

/** The JSON Schemas of all artifacts, keyed by the name of their file in `schemas/`. */
export function jsonSchemas(): Readonly<Record<string, object>> {
  const artifacts = {
    plan: planFileSchema,
    trace: traceSchema,
    run: runRecordSchema,
    report: reportSchema,
    exploration: explorationSchema,
    repro: reproSchema,
    load: loadReportSchema,
    curve: curveSchema,
    baseline: baselineSchema,
    compare: comparisonSchema,
    capacity: capacitySchema,
    tipping: tippingSchema,
    'load-replay': loadReplaySchema,
    cassette: cassetteSchema,
  };
  return Object.fromEntries(
    Object.entries(artifacts).map(([name, schema]) => [
      `${name}.schema.json`,
      { title: `Brownout ${name}`, ...z.toJSONSchema(schema) },
    ]),
  );
}
