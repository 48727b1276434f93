import { isDeepStrictEqual } from 'node:util';
import type * as fc from 'fast-check';
import { checkAnswers, checkTurns } from './task/check-turns.ts';
import { declaredHosts } from '../model/options/declared-hosts.ts';
import { mostTurns } from '../model/trace/event.ts';
import type { Checker } from '../model/trace/checker.ts';
import type { Duration } from '../model/options/duration.ts';
import { HarnessError } from '../model/error.ts';
import { facets, type Faceted } from '../model/fault/facet.ts';
import { phaseOf, roles, usualPhases, type Phase, type PhaseName } from '../model/phase.ts';
import { isObject } from '../model/json/walk.ts';
import {
  amount,
  anything,
  duration,
  either,
  flag,
  func,
  listOf,
  oneOf,
  recordOf,
  text,
  thing,
  type Kind,
  pattern,
  whole,
} from '../model/options/kinds.ts';
import { didYouMean } from '../model/options/nearest.ts';
import type { LoadOptions } from '../model/load/load-options.ts';
import type { Plan, Strike } from '../model/fault/plan.ts';
import type { Mutant, PointHandles, Points, System, Task } from '../model/scenario.ts';
import type { SearchPlan } from '../model/fault/search-plan.ts';
import type { FaultFactory } from '../plans/define.ts';
import { demandOptions, shown, type Demand } from '../model/options/strict.ts';
import type { Disposition } from '../model/trace/trace.ts';

/** What a scenario file says; everything but the first five fields has a default. */
export interface ScenarioOptions<Its extends Points = Points> {
  /** Where faults can strike, by name: tools, the model, links to other things. */
  readonly points: Its;
  /** The agent; where several are given, the first that can run in the mode asked for. */
  readonly system: System | readonly System[];
  readonly tasks: readonly Task[];
  /**
   * How many tasks are open at once, at most: as many users who ask at the same time. 1 where left
   * out.
   */
  readonly atOnce?: number;
  /**
   * Strikes; a function of the points, or of the points and the seed; a fast-check arbitrary of plans;
   * or `searched({ … })`.
   */
  readonly plan:
    | Strike
    | Plan
    | ((points: PointHandles<Its>, seed: number) => Plan)
    | fc.Arbitrary<Plan>
    | SearchPlan;
  readonly checks: readonly Checker[];
  /** Faults of its own, each made by `defineFault`: plans may name them, and searches try them. */
  readonly faults?: readonly Pick<FaultFactory<never>, 'kind'>[];
  /** Groups scenarios in reports; the name of the file's folder is a good one. */
  readonly family?: string;
  /** The same system with one protection out, by invariant, and the check that must notice. */
  readonly mutants?: Readonly<Record<string, Omit<Mutant, 'id'>>>;
  /** Baseline, fault and recovery where left out. */
  readonly phases?: readonly (PhaseName | Phase)[];
  /** What a task may take; 60 s where left out. */
  readonly deadline?: Duration;
  /** How long the recovery is before its tasks begin; nothing where left out. */
  readonly rest?: Duration;
  /** How `brownout load` puts it under load; each of its flags takes precedence. */
  readonly load?: LoadOptions;
  /** How an answer presents itself; by its status or its words where left out. */
  readonly disposition?: (answer: unknown) => Disposition;
  /**
   * More that is kept out of every artifact: names of fields, headers and parameters, and patterns
   * of values. Common names and shapes, and variables that look secret, are kept out always.
   */
  readonly redact?: readonly (string | RegExp)[];
}

/**
 * Throws `bad-scenario` where the options of a scenario are not what they should be, or speak of a
 * point or an effect that it has not got.
 */
export function checkOptions(title: unknown, options: ScenarioOptions): void {
  if (typeof title !== 'string' || title.trim() === '') throw noTitle(title);
  const what = `scenario ${JSON.stringify(title)}`;
  demandOptions<ScenarioOptions>(options, { ...scenarioDemand, what });
  for (const [id, mutant] of Object.entries(options.mutants ?? {})) {
    demandOptions<Omit<Mutant, 'id'>>(mutant, { ...mutantDemand, what: `mutant ${id} of ${what}` });
  }
  for (const [name, { has }] of Object.entries(options.points)) {
    demandOptions({ has }, { ...pointDemand, what: `point ${name} of ${what}` });
  }
  for (const [index, task] of options.tasks.entries())
    checkTask(task, `task ${index + 1} of ${what}`);
  declaredHosts(options.points);
  checkTurns(options, what);
  checkNames(options, what);
}

function noTitle(title: unknown): HarnessError {
  return new HarnessError('bad-scenario', {
    expected: 'a title that states the claim, as the first argument of scenario(…)',
    got: shown(title),
    fix: "Name it: scenario('books once, whatever is lost', { … }).",
  });
}

type Part<T> = Omit<Demand<T>, 'what'>;

const system = thing('a system such as service(…), url(…) or inProcess(…)', {
  name: 'string',
  start: 'function',
});
const systems = either(system, { words: 'a list of them', fits: listWith(system) });
const check = thing('a check', { name: 'string', judge: 'function' });
const aPhase: Kind = either(oneOf(...Object.keys(usualPhases)), {
  words: '{ name, role }',
  fits: (value) =>
    isObject(value) &&
    Object.keys(value).every((key) => key === 'name' || key === 'role') &&
    text.fits((value as Partial<Phase>).name) &&
    oneOf(...roles).fits((value as Partial<Phase>).role),
});
const named = (value: unknown) => (value as readonly (PhaseName | Phase)[]).map(phaseOf);

/** What the phases of a run may be. */
export const phases = {
  words: 'a list of baseline, fault, recovery or { name, role }, each name once',
  fits: (value: unknown): boolean =>
    listOf(aPhase).fits(value) &&
    new Set(named(value).map(({ name }) => name)).size === named(value).length,
};

const scenarioDemand: Part<ScenarioOptions> = {
  code: 'bad-scenario',
  needs: ['points', 'system', 'tasks', 'plan', 'checks'],
  alias: { timeout: 'deadline', asserts: 'checks' },
  shape: {
    points: {
      words: 'at least one point by name, such as { flights: api(…), model: provider(…) }',
      fits: (value) => points.fits(value) && Object.keys(value as object).length > 0,
    },
    system: systems,
    atOnce: whole(1, 10_000),
    tasks: { words: "a list of at least one task: [{ input: '…' }]", fits: listWith(anything) },
    plan: {
      words:
        'a list of strikes, a function of the points and the seed, an arbitrary or searched({ … })',
      fits: (value) => typeof value === 'function' || (typeof value === 'object' && value !== null),
    },
    checks: { words: 'a list of at least one check: [completes()]', fits: listWith(check) },
    faults: listOf(
      { words: '', fits: (value) => typeof value === 'function' && 'kind' in value },
      'a list of faults of its own, each as defineFault(…) gives it',
    ),
    family: text,
    mutants: recordOf(anything, 'an object of mutants by id: { system, by }'),
    phases: {
      words: `${phases.words}, a fault phase among them`,
      fits: (value) => phases.fits(value) && named(value).some(({ role }) => role === 'during'),
    },
    deadline: duration,
    rest: duration,
    load: { words: 'how it is put under load: { rate: 50 }', fits: isObject },
    disposition: func('a function of the answer'),
    redact: listOf(either(text, pattern), 'a list of names and regular expressions'),
  },
};

const points = recordOf(thing('a point', { kind: 'string', open: 'function' }));

const pointDemand: Part<Faceted> = {
  code: 'bad-scenario',
  needs: ['has'],
  shape: {
    has: listOf(oneOf(...facets), `a list of what faults can act on: ${facets.join(', ')}`),
  },
};

const mutantDemand: Part<Omit<Mutant, 'id'>> = {
  code: 'bad-scenario',
  needs: ['system', 'by'],
  shape: { system: systems, by: text },
};

const taskDemand: Part<Task> = {
  code: 'bad-scenario',
  alias: { prompt: 'input', messages: 'turns', expected: 'expect', expects: 'expect' },
  shape: {
    input: anything,
    turns: {
      words: "a list of 1 to 1,000 later messages: ['And back on Sunday.']",
      fits: (value) =>
        listWith(anything)(value) && (value as readonly unknown[]).length <= mostTurns,
    },
    weight: amount(0),
    after: duration,
    expect: { words: 'an object of what is right', fits: isObject },
  },
};

/** A trace holds what is expected: it must be the same once it was written down. */
const json: Kind = {
  words: 'arguments as JSON',
  fits: (value) => {
    try {
      return isDeepStrictEqual(JSON.parse(JSON.stringify(value) ?? ''), value);
    } catch {
      return false;
    }
  },
};

type Expected = NonNullable<Task['expect']>;

const expectDemand: Part<Expected> = {
  code: 'bad-scenario',
  shape: {
    effects: recordOf(
      either(amount(0), listOf(json, 'a list of arguments as JSON')),
      "how many effects it should leave, by label: { 'POST /book': 1 }",
    ),
    answer: anything,
    answers: listOf(anything, 'a list of what each answer should be'),
    wrong: either(pattern, func('a function of the answer')),
    optional: listOf(text, "a list of the labels of calls that it may do without: ['GET /hints']"),
    abstain: flag,
  },
};

function checkTask(task: Task, what: string): void {
  demandOptions<Task>(task, { ...taskDemand, what });
  if (task.expect === undefined) return;
  demandOptions<Expected>(task.expect, { ...expectDemand, what: `expect of ${what}` });
  checkAnswers(task, what);
}

/** What tasks and checks speak of by name must be there: else nothing would ever be found wrong. */
function checkNames({ points, tasks, checks }: ScenarioOptions, what: string): void {
  const labels = Object.values(points).flatMap((maker) =>
    'labels' in maker ? [maker.labels?.()] : [],
  );
  const known = Object.keys(points);
  const effects = [...new Set(Object.values(points).flatMap((maker) => maker.effects))];
  const demand = (name: string, names: readonly string[], whose: string, fix: string) => {
    if (names.includes(name)) return;
    throw new HarnessError('bad-scenario', {
      expected: `${whose} (${names.join(', ') || 'there is none'})`,
      got: JSON.stringify(name),
      fix: names.includes(`tools/call ${name}`)
        ? `Write 'tools/call ${name}', the label of a call of that tool of MCP.`
        : `${didYouMean(name, names)}${fix}`,
    });
  };
  const declare = 'Write it as it stands in `effects` of api(…), or add it there.';
  for (const [index, { expect }] of tasks.entries()) {
    const whose = `task ${index + 1} of ${what} to expect an effect that a point declares`;
    for (const label of Object.keys(expect?.effects ?? {})) demand(label, effects, whose, declare);
    // A point that may have other calls may have this one.
    if (labels.includes(undefined)) continue;
    const reads = labels.flatMap((its) => its ?? []).filter((label) => !effects.includes(label));
    const asks = `task ${index + 1} of ${what} to have a call of a point as optional, and no effect`;
    const correct = 'Write the label as the point names it.';
    for (const label of expect?.optional ?? []) demand(label, reads, asks, correct);
  }
  for (const { name: check, names = {} } of checks) {
    const whose = `the check ${check} of ${what} to name`;
    for (const name of names.points ?? []) demand(name, known, `${whose} a point`, 'Correct it.');
    for (const label of names.effects ?? []) {
      demand(label, effects, `${whose} an effect that a point declares`, declare);
    }
  }
}

function listWith(each: Kind): Kind['fits'] {
  return (value) => listOf(each).fits(value) && (value as readonly unknown[]).length > 0;
}
