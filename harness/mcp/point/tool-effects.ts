import type { Incoming } from '../../model/call.ts';
import { canonical } from '../../model/json/json.ts';
import { madeUpId } from '../../model/json/made-up-id.ts';
import type { PointMaker, SideEffect } from '../../model/point.ts';
import { isFailed, type Reply } from '../../model/reply.ts';
import { fieldsOf, mcpLabel, mcpRequestIn } from '../request.ts';

/** The rule by which the ledger reads a tool that changes the world. */
export interface McpEffectRule {
  /** The field of what it returns that holds the id of what was made; `id` by default. */
  readonly id?: string;
  /** The tool that undoes it; its argument of the same name, or `id`, is the id. */
  readonly undoneBy?: string;
  /**
   * The argument with the idempotency key; null if the tool takes none. By default it is
   * `idempotency_key`, and whether the tool takes it is unknown.
   */
  readonly key?: string | null;
}

/** Rules by the name of their tool. */
export type McpEffectRules = ReadonlyMap<string, McpEffectRule>;

/** The label of a call of a tool. */
export function toolLabel(tool: string): string {
  return mcpLabel('tools/call', tool);
}

/** What the rules say of idempotency keys. */
export function keysTaken(rules: McpEffectRules): Pick<PointMaker, 'takesKey'> {
  const said = [...rules].filter(([, { key }]) => key !== undefined);
  if (said.length === 0) return {};
  return {
    takesKey: Object.fromEntries(said.map(([tool, { key }]) => [toolLabel(tool), key !== null])),
  };
}

/** Whether a tool changes the world: it has a rule, or undoes what one made. */
export function actsBy(rules: McpEffectRules): (tool: string) => boolean {
  const undoing = new Set([...rules.values()].flatMap(({ undoneBy }) => undoneBy ?? []));
  return (tool) => rules.has(tool) || undoing.has(tool);
}

/** The effects of a call with this reply. */
export function toolEffects(
  incoming: Incoming,
  reply: Reply,
  rules: McpEffectRules,
): readonly SideEffect[] {
  const { tool = '', input = null } = mcpRequestIn(incoming) ?? {};
  if (tool === '' || isFailed(reply)) return [];
  const args = fieldsOf(input);
  const rule = rules.get(tool);
  if (rule) {
    const key = rule.key === null ? '' : worded(args[rule.key ?? 'idempotency_key']);
    const told = worded(fieldsOf(reply.meaning)[rule.id ?? 'id']);
    const id = told === '' && key !== '' ? madeUpId([tool, input]) : told;
    return [{ does: toolLabel(tool), id, key, undoes: false }];
  }
  return [...rules].flatMap(([made, { undoneBy, id = 'id' }]) =>
    undoneBy === tool
      ? [{ does: toolLabel(made), id: worded(args[id] ?? args['id']), key: '', undoes: true }]
      : [],
  );
}

function worded(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : canonical(value);
}
