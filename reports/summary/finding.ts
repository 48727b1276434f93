import { z } from 'zod';
import { planSchema } from '../../harness/model/fault/plan.ts';
import { withoutSchema } from '../../harness/model/fault/without-strike.ts';
import { roleSchema } from '../../harness/model/phase.ts';
import { endedSchema } from '../../harness/model/trace/ended.ts';
import { outcomeSchema } from '../../harness/model/trace/outcome.ts';
import { endingSchema } from '../../harness/model/trace/trace.ts';

const count = z.int().min(0);
const texts = z.array(z.string()).readonly();

const instant = {
  seq: count,
  /** Milliseconds since the run opened. */
  atMs: z.number(),
};
const instantSchema = z.strictObject(instant);

/**
 * The time of an event. Many events share a millisecond of virtual time; `seq` gives their order.
 */
export type Instant = z.infer<typeof instantSchema>;

const lineSchema = z.strictObject({
  ...instant,
  kind: z.enum([
    'phase',
    'task.start',
    'task.turn',
    'task.end',
    'call.start',
    'call.end',
    'fault.on',
    'fault.off',
    'fault.hit',
    'effect',
    'foreign',
    'process',
    'harness.late',
    'harness.error',
  ]),
  text: z.string(),
  /** The number of the event in the evidence, from 1; 0 where it is no evidence. */
  evidence: count,
  /** Whether it belongs to a task that the finding concerns. */
  isAbout: z.boolean(),
});

/** A line of a timeline: an event in words. */
export type TimelineLine = z.infer<typeof lineSchema>;

const markSchema = z.strictObject({
  ...instant,
  kind: z.enum(['fault', 'effect']),
  text: z.string(),
  evidence: count,
});

/** A mark on a bar: a fault that struck, or a side effect. */
export type Mark = z.infer<typeof markSchema>;

const barSchema = z.strictObject({
  kind: z.enum(['task', 'call', 'process']),
  /** The point that was called; `agent` for tasks and the process. */
  lane: z.string(),
  label: z.string(),
  from: instantSchema,
  /** When the bar ends; null where the trace does not say. */
  to: instantSchema.nullable(),
  /** How the call or task ended, in words. */
  ending: z.string(),
  /** Whether it is of a task that the finding is about. */
  isAbout: z.boolean(),
  isGood: z.boolean(),
  marks: z.array(markSchema).readonly(),
  /** The numbers of the evidence that starts or ends the bar. */
  evidence: z.array(count).readonly(),
});

/** A bar of a timeline: a call, a task, or the downtime of the agent's process. */
export type Bar = z.infer<typeof barSchema>;

const taskSchema = z.strictObject({
  task: z.string(),
  input: z.unknown(),
  /** The expected result of the task in words; empty where the task states none. */
  expected: z.string(),
  /** How the task ended; null where the run broke off. */
  ending: endingSchema.nullable(),
});

/** A task that a finding concerns; its values are whole, and only screens shorten them. */
export type FindingTask = z.infer<typeof taskSchema>;

const timelineSchema = z.strictObject({
  lines: z.array(lineSchema).readonly(),
  bars: z.array(barSchema).readonly(),
  /** The roles of the phases shown; the other phases had no part in the finding. */
  roles: z.array(roleSchema).readonly(),
  /** How many events and bars of these phases were left out. */
  leftOut: z.strictObject({ lines: count, bars: count }),
});

/** The part of a run that bears on a finding. */
export type Timeline = z.infer<typeof timelineSchema>;

const twinRowSchema = z.strictObject({
  clean: barSchema.nullable(),
  struck: barSchema.nullable(),
  differs: z.boolean(),
});

/** A call of both tasks, of one alone (the other is null), or how they ended. */
export type TwinRow = z.infer<typeof twinRowSchema>;

const twinSchema = z.strictObject({
  task: z.string(),
  /** The task without faults. */
  clean: z.string(),
  rows: z.array(twinRowSchema).readonly(),
  /** The place of the first row in which the two differ; null where none does. */
  diverges: count.nullable(),
  /** How many rows were left out: alike ones before these, and any after them. */
  leftOut: z.strictObject({ before: count, after: count }),
});

/** A task beside the same task of the same run before the faults, step by step. */
export type Twin = z.infer<typeof twinSchema>;

/** The schema of a finding in `report.json`. */
export const findingSchema = z.strictObject({
  family: z.string(),
  title: z.string(),
  file: z.string(),
  variant: z.string(),
  check: z.string(),
  signature: z.string(),
  /** The harm to users of the agent, in one sentence. */
  harm: z.string(),
  /** Whether it is the expected failure of a mutant in a matrix. */
  isExpected: z.boolean(),
  /** How many runs failed so, and of how many runs of this scenario and variant. */
  count,
  ofRuns: count,
  /** How many reruns of the plan did not fail, if only one run ever failed; else 0. */
  notAgainIn: count,
  /** The worst outcome of each of these runs, counted, worst outcome first. */
  ended: endedSchema,
  /** Where a search found it, in words; null for a finding of plain runs. */
  met: z.string().nullable(),
  /**
   * The id of the run that the fields below describe: the smallest (fewest strikes, then fewest
   * events) of those with the worst outcome, shrunk if shrinking was done.
   */
  run: z.string(),
  mode: z.enum(['sim', 'wire']),
  seed: z.number(),
  reason: z.string(),
  plan: planSchema,
  /** The plan in words, a line for each strike. */
  strikes: texts,
  /** What the check says without each strike; null of a mutant in a matrix, of which nobody asks. */
  without: withoutSchema.nullable().default(null),
  /** The worst outcome of the tasks it concerns in that run; null where it concerns no task. */
  outcome: outcomeSchema.nullable(),
  /** Whether the verdict rests on how the default reader classified an answer. */
  restsOnReading: z.boolean(),
  /** Hosts that these tasks called and that are no points. */
  foreign: texts,
  /** The tasks that the finding concerns, 5 at most. */
  tasks: z.array(taskSchema).readonly(),
  evidence: z.array(lineSchema).readonly(),
  timeline: timelineSchema,
  /** The worst of its tasks beside the same without faults; null where no such was run. */
  twin: twinSchema.nullable().default(null),
  /** What may be the cause, by what that task did: sentences, likeliest first. */
  causes: texts.default([]),
  /** The last lines the agent's process printed. */
  output: texts,
  /** The command that replays the run; null where no replay file was written. */
  replay: z.string().nullable(),
});

/** A finding: all runs of a scenario and variant that failed one check with one signature. */
export type Finding = z.infer<typeof findingSchema>;
