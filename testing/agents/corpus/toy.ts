import { bounded, completes, honest, inProcess, scenario, type Scenario } from '../../../index.ts';
import { ledger } from './world/ledger.ts';

/** The toy agent in one size, and how many schedules it has. */
export interface Toy {
  readonly calls: number;
  /** Schedules of exactly one and exactly two faults of `kinds`. */
  readonly schedules: readonly [one: number, two: number];
  readonly scenario: Scenario;
}

/**
 * An agent that takes steps one after another, each of them one call as long as nothing fails.
 * `R` reads: once more if that failed, then a copy, then it says that it does without. `W` writes
 * under a key: once more if that failed, unless the reply is garbled, for then it was written.
 * `O` is optional: done without if it fails.
 */
type Step = 'R' | 'W' | 'O';

/** The toy agent with 5, 11 and 26 calls: correct in every size. */
export const toys: readonly Toy[] = [
  toy('RORRO', [35, 616]),
  toy('ROROROWOROO', [77, 2_898]),
  toy('ROWOOOOOWOOOOOOWOOOOOOWOOO', [182, 16_107]),
];

function toy(shape: string, schedules: Toy['schedules']): Toy {
  const steps = shape.split('') as Step[];
  const writes = steps.filter((step) => step === 'W').length;
  return {
    calls: steps.length,
    schedules,
    scenario: scenario(`a toy agent of ${steps.length} calls`, {
      family: 'toy',
      points: { desk: ledger() },
      system: inProcess(
        (at) =>
          (_, { id }) =>
            work(steps, at.url('desk'), id),
      ),
      tasks: [
        {
          input: 'Do the rounds.',
          expect: { effects: { 'PUT /entry/:n': writes } },
        },
      ],
      plan: [],
      phases: ['fault'],
      checks: [completes(), honest(), bounded({ callsPerOp: 2 })],
    }),
  };
}

async function work(steps: readonly Step[], desk: string, task: string): Promise<object> {
  const notes: string[] = [];
  const missing: string[] = [];
  for (const [n, step] of steps.entries()) {
    const said = step === 'W' ? await write(desk, n, task) : await read(desk, n, step === 'R');
    if (said === null) missing.push(`step ${n}`);
    else notes.push(said);
  }
  return { status: missing.length > 0 ? 'degraded' : 'done', notes, missing };
}

async function read(desk: string, n: number, matters: boolean): Promise<string | null> {
  const sources = matters ? [`/fact/${n}`, `/fact/${n}`, `/copy/${n}`] : [`/fact/${n}`];
  for (const source of sources) {
    try {
      const reply = await fetch(desk + source, { signal: AbortSignal.timeout(5_000) });
      if (reply.ok) return ((await reply.json()) as { fact: string }).fact;
    } catch {
      // The next source, then.
    }
  }
  return null;
}

async function write(desk: string, n: number, task: string): Promise<string | null> {
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    try {
      const reply = await fetch(`${desk}/entry/${n}`, {
        method: 'PUT',
        headers: { 'idempotency-key': `${task}-${n}` },
        signal: AbortSignal.timeout(5_000),
      });
      // Whatever the reply says, a 2xx came from a desk that wrote it down.
      if (reply.ok) return `entry ${n}`;
    } catch {
      // Once more under the same key.
    }
  }
  return null;
}
