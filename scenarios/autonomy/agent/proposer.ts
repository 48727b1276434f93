import { z } from 'zod';
import { actionArgs, actionTools, isToolName, type Action, type ToolName } from './actions.ts';
import { postJson } from './post-json.ts';

/** What a ticket is about: the orders as their system has them, and the customer's words. */
interface Facts {
  readonly text: string;
  readonly orders: readonly OrderRecord[];
}

/** An order as its system has it: what the customer may get back, in which state it is. */
export interface OrderRecord {
  readonly order: string;
  readonly owed: number;
  readonly version: string;
}

/** Proposes what to do about a ticket; throws where the model cannot be reached or understood. */
export type Proposer = (facts: Facts, signal: AbortSignal) => Promise<readonly Action[]>;

const instructions =
  'You help a support desk. Propose what to do about each order, by calling the tools.';

/** A proposer on the chat completions API; it asks twice at most. */
export function proposer(modelUrl: string): Proposer {
  return async ({ text, orders }, signal) => {
    const user = `${text}\nOrders: ${JSON.stringify(orders)}`;
    const messages = [
      { role: 'system', content: instructions },
      { role: 'user', content: user },
    ];
    const ask = () => {
      return postJson(`${modelUrl}/chat/completions`, { model: 'desk-1', messages, tools }, signal);
    };
    const reply = await ask().catch(ask);
    return actionsIn(reply, new Set(orders.map(({ order }) => order)));
  };
}

const tools = Object.entries(actionTools).map(([name, { about }]) => ({
  type: 'function',
  function: { name, description: about, parameters: z.toJSONSchema(actionArgs) },
}));

const turn = z.object({
  choices: z.tuple([
    z.object({
      finish_reason: z.literal('tool_calls'),
      message: z.object({
        tool_calls: z
          .array(z.object({ function: z.object({ name: z.string(), arguments: z.string() }) }))
          .min(1),
      }),
    }),
  ]),
});

/** All of the proposal or nothing: half of a plan is another plan. */
function actionsIn(reply: unknown, known: ReadonlySet<string>): readonly Action[] {
  const [choice] = turn.parse(reply).choices;
  const seen = new Set<string>();
  return choice.message.tool_calls.map(({ function: { name, arguments: json } }) => {
    const args = actionArgs.parse(JSON.parse(json));
    const tool = toolNamed(name);
    if (!known.has(args.order)) throw new Error(`order ${args.order} is not in the ticket`);
    if (seen.has(args.order)) throw new Error(`order ${args.order} is in the proposal twice`);
    seen.add(args.order);
    return { tool, args };
  });
}

function toolNamed(name: string): ToolName {
  if (!isToolName(name)) throw new Error(`there is no tool ${name}`);
  return name;
}
