/**
 * Brownout's public API: all that a scenario file or a user's own test imports.
 *
 * @module
 */
import type * as fc from 'fast-check';
import { catalogue } from './faults/catalogue.ts';
import type { Faceted } from './harness/model/fault/facet.ts';
import type { Fault } from './harness/model/fault/fault.ts';
import type { Points, Scenario } from './harness/model/scenario.ts';
import {
  faultsFor,
  plansFor,
  type DrawnPlans,
  type PlansOptions,
  type Struck,
} from './harness/plans/plans.ts';
import { scenarioWith, type ScenarioOptions } from './harness/run/scenario.ts';

export { delay } from 'msw';
export { HttpResponse } from './harness/points/mocked/http-response.ts';
export * from './faults/public.ts';
export type { DrawnPlans, PlansOptions, Struck } from './harness/plans/plans.ts';
export type { SeenCall } from './harness/model/trace/seen-call.ts';
export * from './harness/checks/index.ts';
export type { Call, ChatRead, Incoming, Site } from './harness/model/call.ts';
export type { Condition, HostCondition, LinkCondition } from './harness/model/fault/condition.ts';
export type { HostPlace, Lift, Link, LinkMaker, LinkPlace } from './harness/model/fault/place.ts';
export type { Duration } from './harness/model/options/duration.ts';
export type { LoadOptions, LoadPrices } from './harness/model/load/load-options.ts';
export type { LoadCheck } from './harness/model/load/load-checks.ts';
export type {
  LoadGate,
  LoadPhaseReport,
  LoadRecovery,
  LoadReport,
  LoadWindow,
} from './harness/model/load/load-report.ts';
export { load, type LoadRunOptions } from './harness/load/load.ts';
export type { Effect } from './harness/model/fault/effect.ts';
export { HarnessError, type ErrorCode } from './harness/model/error.ts';
export type { Facet, Faceted, PointKind } from './harness/model/fault/facet.ts';
export type {
  CallKind,
  Fault,
  FaultKind,
  Harm,
  Layer,
  Moment,
  StandingKind,
} from './harness/model/fault/fault.ts';
export type { FaultRegistry } from './harness/model/fault/fault-registry.ts';
export { outcomes, type Outcome } from './harness/model/trace/outcome.ts';
export type { Aim, Plan, PointHandle, Strike, Target } from './harness/model/fault/plan.ts';
export type {
  Door,
  DoorSurroundings,
  FolderChange,
  FolderChanges,
  FolderMaker,
  Point,
  PointMaker,
  Reading,
  SideEffect,
  Surroundings,
  WatchedFolder,
} from './harness/model/point.ts';
export {
  jsonReply,
  type Delivery,
  type Failure,
  type Frame,
  type Live,
  type Reply,
} from './harness/model/reply.ts';
export type { RunRecord } from './harness/model/trace/run-record.ts';
export { modesOf } from './harness/model/scenario.ts';
export type {
  Ask,
  At,
  BrokenPlan,
  Exchange,
  Mutant,
  PlanMaker,
  PointHandles,
  Points,
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
} from './harness/model/trace/trace.ts';
export type { ToolCall, Turn } from './harness/model/turn.ts';
export { mcp, type McpMethod, type McpOptions } from './harness/mcp/point/mcp.ts';
export type { McpEffectRule } from './harness/mcp/point/tool-effects.ts';
export type { McpTool, McpToolCall, McpTools } from './harness/mcp/point/tools.ts';
export { link, type LinkOptions } from './harness/points/link.ts';
export {
  http,
  type Http,
  type HandlerMaker,
  type LabelledHandler,
  type LabelOf,
} from './harness/points/mocked/http.ts';
export { files, type FilesOptions, type FolderFiles } from './harness/points/files/files.ts';
export { api, type ApiOptions, type EffectRule, type Handlers } from './harness/points/api.ts';
export type { CapacityOptions } from './harness/points/capacity-options.ts';
export { nonce } from './harness/points/context.ts';
export type { Level, Levels, Rejection } from './harness/provider/bucket.ts';
export type { Conversation } from './harness/provider/conversation.ts';
export type {
  Answering,
  Asked,
  ChatRequest,
  Dialect,
  Heard,
  Kept,
  Message,
  Pace,
  PlainRequest,
  Problem,
} from './harness/provider/dialects/dialect.ts';
export { anthropic } from './harness/provider/dialects/anthropic/anthropic.ts';
export { azureChat } from './harness/provider/dialects/azure/azure-chat.ts';
export { azureResponses } from './harness/provider/dialects/azure/azure-responses.ts';
export { bedrock } from './harness/provider/dialects/bedrock/bedrock.ts';
export { gemini } from './harness/provider/dialects/gemini/gemini.ts';
export { geminiInteractions } from './harness/provider/dialects/gemini-interactions/gemini-interactions.ts';
export { ollama } from './harness/provider/dialects/ollama/ollama.ts';
export { openaiChat } from './harness/provider/dialects/openai-chat/openai-chat.ts';
export { openaiResponses } from './harness/provider/dialects/openai-responses/openai-responses.ts';
export {
  callsUnknownTool,
  ignoresInstruction,
  makesThingsUp,
} from './harness/provider/misbehave.ts';
export { provider, type ProviderOptions } from './harness/provider/provider.ts';
export type { ProviderLimits, ProviderPace } from './harness/provider/provider-options.ts';
export type { Rule, Script, ScriptReply } from './harness/provider/script.ts';
export { judge, type Judgement } from './harness/run/verdict/judge.ts';
export { inProcess, type Agent } from './harness/run/in-process.ts';
export { callsOf, run, type RunOptions } from './harness/run/run.ts';
export type { ScenarioOptions } from './harness/run/scenario.ts';
export { explore } from './harness/search/explore/exploring.ts';
export { searched } from './harness/search/explore/searched.ts';
export type { Executor, RunSpec, ScheduleSpec } from './harness/search/executor/executor.ts';
export { inThread } from './harness/search/executor/in-thread.ts';
export type {
  Crossing,
  Observation,
  TaskEnding,
  Untold,
  Violation,
} from './harness/search/observe/observation.ts';
export type { Subject } from './harness/search/subject.ts';
export type { SearchOptions, SearchPlan } from './harness/model/fault/search-plan.ts';
export type { ExploreOptions } from './harness/search/explore/search-state.ts';
export type { Exploration, SearchFinding } from './harness/model/trace/exploration.ts';
export { replay, type Replayed, type ReplayResult } from './harness/search/replay/replay.ts';
export type { Repro } from './harness/model/trace/repro.ts';
export { shrink, type Failing, type Shrunk } from './harness/search/replay/shrink.ts';
export { compose, type ComposeOptions } from './harness/wire/agent/compose.ts';
export { container, type ContainerOptions } from './harness/wire/agent/container.ts';
export type { AnswerReader } from './harness/wire/agent/answer.ts';
export { service } from './harness/wire/agent/service.ts';
export type { ServiceOptions } from './harness/wire/agent/service-options.ts';
export {
  toxiproxy,
  type RunningToxiproxy,
  type ToxiproxyOptions,
} from './harness/wire/gateway/toxiproxy.ts';
export { url, type UrlOptions } from './harness/wire/agent/url.ts';

/**
 * A scenario, checked: mistakes that can be seen without running it are a `HarnessError` here.
 *
 * @param title The claim, in words: `books once, whatever is lost`.
 * @example
 * export default scenario('books once, whatever is lost', {
 *   points: { model: provider({ script }), flights },
 *   system: service({ command: ['node', 'agent.js'], env, ready: 'GET /health', ask: 'POST /chat' }),
 *   tasks: [{ input: 'Fly me to Rome', expect: { effects: { 'POST /book': 1 } } }],
 *   plan: ({ flights }) => [lostReply().at(flights, { call: 'POST /book', calls: 1 })],
 *   checks: [completes(), exactlyOnce('flights'), honest()],
 * });
 */
export function scenario<Its extends Points>(
  title: string,
  options: ScenarioOptions<Its>,
): Scenario {
  return scenarioWith(catalogue, title, options);
}

/**
 * A fast-check arbitrary of the plans that a scenario can be run with, the empty one among them. It
 * shrinks to fewer strikes, then to simpler ones, and never to a plan that the scenario would refuse.
 * As the plan of a scenario it draws one of at least one strike for each seed, aimed at calls that the
 * agent makes without faults.
 *
 * @example
 * test.prop([plans(booksOnce, { most: 2 })])('nobody is charged twice', async (plan) => {
 *   expect(await run(booksOnce, { plan })).not.toBreak('exactly-once');
 * });
 */
export function plans(of: Struck, options?: PlansOptions): DrawnPlans {
  return plansFor({ faults: catalogue, ...of }, options);
}

/**
 * A fast-check arbitrary of the faults that can strike a point, with any parameters they may have
 * (`cancel`, `forget`, `oversized` and `partial-batch` are drawn only where they are named): of a
 * scenario's point by its name, or of a point such as `api(…)` itself.
 *
 * @example
 * fc.assert(fc.asyncProperty(faultsAt(booksOnce, 'flights'), (fault) => bears(fault)));
 */
export function faultsAt(of: Struck, name: string): fc.Arbitrary<Fault>;
export function faultsAt(point: Faceted): fc.Arbitrary<Fault>;
export function faultsAt(of: Struck | Faceted, name?: string): fc.Arbitrary<Fault> {
  return faultsFor(catalogue, of, name);
}
