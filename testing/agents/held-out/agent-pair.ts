import type { Plan, Scenario } from '../../../index.ts';
import type { CorpusEntry } from '../corpus/entry.ts';

/** An agent with a seeded bug, its twin without it, and faults that tell the two apart. */
export interface AgentPair extends CorpusEntry {
  /** As many strikes as the bug takes: `scenario` fails its check under them, `sound` does not. */
  readonly witness: Plan;
  /** The same agent without the bug. */
  readonly sound: Scenario;
}
