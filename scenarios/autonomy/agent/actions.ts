import { z } from 'zod';

/** What an action is done to, and with how much (euros). */
export interface ActionArgs {
  readonly order: string;
  readonly amount: number;
}

/** One thing the model proposes to do. */
export interface Action {
  readonly tool: ToolName;
  readonly args: ActionArgs;
}

/** The tools the model may propose. */
export type ToolName = 'credit' | 'refund';

/**
 * What each tool does, and whether it can be undone. This is decided here: what a tool server says
 * of its own tools is no ground for trust.
 */
export const actionTools: Readonly<
  Record<ToolName, { readonly about: string; readonly isReversible: boolean }>
> = {
  credit: { about: 'Puts store credit on an order; it can be revoked.', isReversible: true },
  refund: { about: 'Pays money back to the card; it is gone for good.', isReversible: false },
};

/** The arguments of every action, as the model must give them. */
export const actionArgs: z.ZodType<ActionArgs> = z.strictObject({
  order: z.string().regex(/^[A-Z]\d+$/),
  amount: z.number().positive().max(500),
});

/** Whether a name is that of a tool. */
export function isToolName(name: string): name is ToolName {
  return Object.hasOwn(actionTools, name);
}

/** Whether an action can be undone. */
export function isReversible({ tool }: Action): boolean {
  return actionTools[tool].isReversible;
}
