import { HarnessError } from '../model/error.ts';
import type { At, Ask, Exchange, System } from '../model/scenario.ts';
import { shown } from '../model/options/strict.ts';

/** An agent as a function: it gets the input and should stop when `signal` aborts. */
export type Agent = (
  input: unknown,
  context: {
    readonly signal: AbortSignal;
    /** The id of the task: the same for all messages of a conversation. */
    readonly id: string;
    /** The messages of the task before this one, with their answers. */
    readonly past: readonly Exchange[];
  },
) => Promise<unknown>;

/**
 * An agent that runs in the harness's own process: under virtual time in sim, in real time on the
 * wire. `make` is called once a run, and again after a crash; build SDK clients inside it.
 *
 * @example inProcess((at) => createAgent({ baseURL: at.url('model'), flights: at.url('flights') }))
 */
export function inProcess(make: (at: At) => Agent | Promise<Agent>): System {
  demandFunction(make);
  return {
    name: 'in process',
    modes: ['sim', 'wire'],
    start: async (at) => {
      let agent = await make(at);
      return {
        ask: ({ id, input, past = [] }: Ask, signal) => agent(input, { signal, id, past }),
        crash: async () => {
          agent = await make(at);
        },
        close: () => Promise.resolve(),
      };
    },
  };
}

function demandFunction(make: unknown): void {
  if (typeof make === 'function') return;
  throw new HarnessError('bad-argument', {
    expected: 'inProcess(…) to be given a function that makes the agent',
    got: shown(make),
    fix: "Write inProcess((at) => createAgent(at.url('model'))), which gives (input) => answer.",
  });
}
