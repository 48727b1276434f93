/**
 * The checks, and what makes one of your own (entry `brownout/checks`).
 *
 * @module
 */
export { check, type Checker, type Ruling } from '../model/trace/checker.ts';
export {
  failed,
  notApplicable,
  passed,
  unknown,
  type Result,
  type Verdict,
} from '../model/trace/verdict.ts';
export { abstains, type Abstention } from './abstains.ts';
export { backsOff, type Backoff } from './backs-off.ts';
export { bounded, type Bounds } from './bounded.ts';
export { completes, type Completion } from './completes.ts';
export { degrades, type Policy } from './degrades.ts';
export { discloses, type Disclosure } from './discloses.ts';
export { exactlyOnce } from './exactly-once.ts';
export { faithful } from './faithful.ts';
export { honest, type Honesty } from './honest.ts';
export { noOrphans } from './no-orphans.ts';
export { outcomesOf } from './evidence/outcome-of.ts';
export { recovers } from './recovers.ts';
export { standardChecks } from './standard.ts';
export { promptsOf, type OfferedTool, type Prompt } from './prompts.ts';
export { struck } from './evidence/struck.ts';
export { readTasks, type TaskCall, type TaskRecord, type TaskRecords } from './evidence/tasks.ts';
