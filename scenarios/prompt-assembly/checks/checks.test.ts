import { describe, expect, it } from 'vitest';
import { run, type Checker, type Event, type Scenario, type Trace } from '../../../index.ts';
import { contradictions } from '../agent/blocks.ts';
import { toolsOf } from '../agent/tools.ts';
import budgetScenario from '../budget.scenario.ts';
import exclusionsScenario from '../exclusions.scenario.ts';
import injectionFenceScenario from '../injection-fence.scenario.ts';
import mandatoryBlockScenario from '../mandatory-block.scenario.ts';
import noAliasingScenario from '../no-aliasing.scenario.ts';
import permissionsScenario from '../permissions.scenario.ts';
import stablePrefixScenario from '../stable-prefix.scenario.ts';
import { mandatoryFor } from '../world-staff.ts';
import { mandatoryBlocks } from './mandatory-blocks.ts';
import { noContradiction } from './no-contradiction.ts';
import { ownTools } from './own-tools.ts';
import { permittedTools } from './permitted-tools.ts';
import { sameSections } from './same-sections.ts';
import { stablePrefix } from './stable-prefix.ts';
import { withinBudget } from './within-budget.ts';

async function traceOf(scenario: Scenario, variant = 'careful'): Promise<Trace> {
  return (await run(scenario, { mode: 'sim', seed: 1, variant })).trace;
}

const checkIn = ({ checks, mutants: [mutant] }: Scenario) =>
  checks.find(({ name }) => name === mutant?.by)!;

describe.each([
  budgetScenario,
  exclusionsScenario,
  injectionFenceScenario,
  mandatoryBlockScenario,
  noAliasingScenario,
  permissionsScenario,
  stablePrefixScenario,
])('$mutants.0.by', (scenario) => {
  it('passes the careful desk, fails the mutant with evidence, and needs events', async () => {
    const { judge } = checkIn(scenario);
    const trace = await traceOf(scenario);
    expect(judge(trace)).toEqual({ result: 'pass' });
    const naive = judge(await traceOf(scenario, scenario.mutants[0]?.id));
    expect(naive).toMatchObject({ result: 'fail' });
    expect(naive.result === 'fail' && naive.evidence.length).toBeGreaterThan(0);
    expect(judge({ ...trace, events: [] }).result).toBe('unknown');
  });
});

interface Kept {
  readonly told: string;
  readonly messages: unknown;
  readonly tools: readonly { readonly name: string }[];
}

/** The trace with what the model received in the fault phase changed. */
function receiving(trace: Trace, change: (kept: Kept, n: number) => Partial<Kept>): Trace {
  let n = 0;
  const events = trace.events.map((event): Event => {
    if (event.kind !== 'call.start' || event.point !== 'model') return event;
    if (!event.task.startsWith('during')) return event;
    const kept = event.input as Kept;
    return { ...event, input: { ...kept, ...change(kept, n++) } };
  });
  return { ...trace, events };
}

const signature = ({ judge }: Checker, trace: Trace) => {
  const verdict = judge(trace);
  return verdict.result === 'fail' ? verdict.signature : verdict.result;
};

describe('the finer points', () => {
  it('mandatory-blocks looks at the words, not at the names of blocks', async () => {
    const trace = await traceOf(mandatoryBlockScenario);
    const emptied = receiving(trace, ({ told }) => ({ told: told.replace('14 days', '') }));
    expect(signature(mandatoryBlocks(mandatoryFor), emptied)).toMatch('right to withdraw');
  });

  it('within-budget fails on a refusal, and on a wrong order; it needs something lost', async () => {
    const trace = await traceOf(budgetScenario);
    const check = checkIn(budgetScenario);
    const events = trace.events.map((event): Event =>
      event.kind === 'call.end' && event.point === 'model' ? { ...event, status: 400 } : event,
    );
    expect(signature(check, { ...trace, events })).toMatch('too long');
    const unordered = receiving(trace, ({ told }) => ({
      told: told.replace('<section name="brief">', '<section name="x">'),
    }));
    expect(signature(check, unordered)).toMatch('lost its brief and kept profile');
    const few = withinBudget({ mandatory: [], optional: ['profile'] });
    expect(signature(few, trace)).toBe('unknown');
  });

  it('permitted-tools fails where text and list differ', async () => {
    const trace = await traceOf(permissionsScenario);
    const check = permittedTools(toolsOf);
    const silent = receiving(trace, ({ told }) => ({ told: told.replace('order_status, ', '') }));
    expect(signature(check, silent)).toMatch('another list than the text tells');
    const all = receiving(trace, () => ({ tools: [{ name: 'refund' }] }));
    expect(signature(check, all)).toMatch('refund, which is not permitted');
    expect(signature(permittedTools({}), trace)).toMatch('is not permitted');
  });

  it('stable-prefix takes other tools for other inputs, in another order for the same', async () => {
    const trace = await traceOf(stablePrefixScenario);
    const apart = receiving(trace, ({ told }, n) => ({ told: `${n} ${told}` }));
    expect(signature(stablePrefix, apart)).toMatch('another prefix');
    const own = receiving(trace, ({ told }, n) => ({
      told: `${n}${told}`,
      tools: [{ name: `${n}` }],
    }));
    expect(signature(stablePrefix, own)).toBe('unknown');
  });

  it('no-contradiction passes only where every subset of the flags was tried', async () => {
    const trace = await traceOf(exclusionsScenario);
    const events = trace.events.filter(({ kind, ...event }) => {
      return !(kind === 'call.end' && 'task' in event && event.task === 'during-1');
    });
    expect(signature(noContradiction(contradictions), { ...trace, events })).toBe('unknown');
  });

  it('same-sections fails on a section twice, and on an end of none', async () => {
    const trace = await traceOf(injectionFenceScenario);
    const check = checkIn(injectionFenceScenario);
    const twice = receiving(trace, ({ told }) => ({
      told: `${told}<section name="tools"></section>`,
    }));
    expect(signature(check, twice)).toMatch('a section was added');
    const closed = receiving(trace, ({ told }) => ({ told: `${told}</section>` }));
    expect(signature(check, closed)).toMatch('closed that is none');
    const other = await traceOf(mandatoryBlockScenario);
    expect(signature(sameSections(['persona']), other)).toMatch('a section was added');
  });

  it('own-tools fails on a name twice, and on tools that change between turns', async () => {
    const trace = await traceOf(noAliasingScenario);
    const check = ownTools(toolsOf);
    const twice = receiving(trace, ({ tools }) => ({ tools: [...tools, ...tools] }));
    expect(signature(check, twice)).toMatch('a name twice');
    const fewer = receiving(trace, ({ tools }, n) => ({ tools: n < 4 ? tools : [] }));
    expect(signature(check, fewer)).toMatch('other tools than at its first turn');
    expect(signature(check, await traceOf(mandatoryBlockScenario))).toBe('unknown');
  });
});
