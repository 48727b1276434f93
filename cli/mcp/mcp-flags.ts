import { catalogue } from '../../faults/catalogue.ts';
import type { Facet } from '../../harness/model/fault/facet.ts';
import type { Plan } from '../../harness/model/fault/plan.ts';
import { secretsOf } from '../../harness/model/redaction/known-values.ts';
import { mostWhileServing, redaction } from '../../harness/model/redaction/redactor.ts';
import type { TraceSink } from '../../harness/model/trace/sink.ts';
import type { McpProxyOptions } from '../../harness/mcp/proxy/mcp-proxy.ts';
import { checkPlan } from '../../harness/plans/check-plan.ts';
import { planIn } from '../files/plan-file.ts';
import { eventPrinter } from '../terminal/event-printer.ts';
import { strikeOfWords } from '../../harness/plans/fault-words.ts';
import { strikeJournal } from './strike-journal.ts';

/** The flags of `brownout mcp`. */
export interface McpFlags {
  readonly fault?: readonly string[];
  readonly plan?: string;
  readonly name: string;
  readonly seed: number;
  readonly journal?: string;
  readonly quiet?: boolean;
  readonly upstream?: string;
  readonly stdio?: boolean;
  readonly host: string;
  readonly port: number;
  readonly allowRemote?: boolean;
}

/**
 * What the flags say of a proxy in front of a server with these facets; calls are printed to stderr, since
 * stdout may belong to a client. Throws what a wrong fault or plan deserves, before anything is started.
 */
export async function proxyOptionsOf(
  flags: McpFlags,
  has: readonly Facet[],
): Promise<Omit<McpProxyOptions, 'server'>> {
  const { name, seed, quiet = false, journal } = flags;
  const plan = await planOf(flags, has);
  const printer = eventPrinter({ quiet, print: toStderr });
  const sinks = [
    printer,
    ...(journal === undefined ? [] : [strikeJournal(journal, { seed, plan })]),
  ];
  const sink: TraceSink = { take: (event) => sinks.forEach(({ take }) => take(event)) };
  const redactor = redaction(
    { known: secretsOf(process.env), names: [], patterns: [] },
    mostWhileServing,
  )();
  return { name, seed, plan, faults: catalogue, sink, redactor };
}

function toStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function planOf({ fault = [], plan, name }: McpFlags, has: readonly Facet[]): Promise<Plan> {
  const given = plan === undefined ? [] : await planIn(plan);
  const said = fault.map((words) => strikeOfWords(words, { at: name, has, faults: catalogue }));
  const points = { [name]: { kind: 'mcp', has } };
  return checkPlan([...given, ...said], { points, faults: catalogue });
}
