/**
 * Brownout's public API: all that a scenario file or a user's own test imports.
 *
 * @module
 */
export { delay, http, HttpResponse } from 'msw';
export { catalogue, faultNamed } from './faults/catalogue.ts';
export { defineFault } from './faults/define.ts';
export * from './faults/index.ts';
export { lies, menu } from './faults/menu.ts';
export {
  faultsAt,
  plans,
  type DrawnPlans,
  type PlansOptions,
  type Struck,
} from './faults/plans.ts';
export type { SeenCall } from './harness/model/seen-call.ts';
export * from './harness/checkers/index.ts';
export type { Call, Site } from './harness/model/call.ts';
export type { Condition, HostCondition, LinkCondition } from './harness/model/condition.ts';
export type { Lift, Link, LinkMaker, Place } from './harness/model/place.ts';
export { check, type Checker, type Ruling } from './harness/model/checker.ts';
export type { Duration } from './harness/model/duration.ts';
export type { Effect } from './harness/model/effect.ts';
export { HarnessError, type ErrorCode } from './harness/model/error.ts';
export type { CallKind, Fault, FaultKind, Layer, StandingKind } from './harness/model/fault.ts';
export { outcomes, type Outcome } from './harness/model/outcome.ts';
export type { Plan, Strike, Target } from './harness/model/plan.ts';
export type { Point, PointKind, PointMaker } from './harness/model/point.ts';
export type { Failure, Frame, Reply } from './harness/model/reply.ts';
export type { RunRecord } from './harness/model/run-record.ts';
export { modesOf } from './harness/model/scenario.ts';
export type {
  Ask,
  At,
  Mutant,
  PlanMaker,
  Reach,
  RunningSystem,
  Scenario,
  System,
  Task,
} from './harness/model/scenario.ts';
export {
  eventsOf,
  type Event,
  type Mode,
  type Disposition,
  type Trace,
} from './harness/model/trace.ts';
export type { ToolCall, Turn } from './harness/model/turn.ts';
export {
  failed,
  notApplicable,
  passed,
  unknown,
  type Result,
  type Verdict,
} from './harness/model/verdict.ts';
export { link, type LinkOptions } from './harness/points/link.ts';
export { api, type ApiOptions, type EffectRule, type Handlers } from './harness/points/api.ts';
export { nonce } from './harness/points/context.ts';
export type { Conversation } from './harness/provider/conversation.ts';
export {
  callsUnknownTool,
  ignoresInstruction,
  makesThingsUp,
} from './harness/provider/misbehave.ts';
export { provider, type ProviderOptions } from './harness/provider/provider.ts';
export type { Rule, Script, ScriptReply } from './harness/provider/script.ts';
export { inProcess, type Agent } from './harness/run/in-process.ts';
export { callsOf, run, type RunOptions } from './harness/run/run.ts';
export { scenario, type ScenarioOptions } from './harness/run/scenario.ts';
export { explore } from './harness/search/exploring.ts';
export type { SearchOptions, SearchPlan } from './harness/model/search-plan.ts';
export type { ExploreOptions } from './harness/search/search-state.ts';
export type { Exploration, SearchFinding } from './harness/model/exploration.ts';
export { replay, type Replayed, type ReplayResult } from './harness/search/replay.ts';
export type { Repro } from './harness/model/repro.ts';
export { shrink, type Failing, type Shrunk } from './harness/search/shrink.ts';
export { compose, type ComposeOptions } from './harness/wire/compose.ts';
export { container, type ContainerOptions } from './harness/wire/container.ts';
export type { AnswerReader } from './harness/wire/answer.ts';
export { service } from './harness/wire/service.ts';
export type { ServiceOptions } from './harness/wire/service-options.ts';
export {
  toxiproxy,
  type RunningToxiproxy,
  type ToxiproxyOptions,
} from './harness/wire/toxiproxy.ts';
export { url, type UrlOptions } from './harness/wire/url.ts';
