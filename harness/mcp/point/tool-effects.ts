import type { Incoming } from '../../model/call.ts';
import { canonical } from '../../model/json/json.ts';
import { madeUpId } from '../../model/json/made-up-id.ts';
import type { PointMaker, SideEffect } from '../../model/point.ts';
import { isFailed, type Reply } from '../../model/reply.ts';
import { fieldsOf, mcpLabel, mcpRequestIn } from '../request.ts';
import type { McpTool } from './tools.ts';

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
  /**
   * Whether the same call, made once more, does nothing new; by default what the tool's annotation
   * `idempotentHint` says. Where it is false, each that carries no key counts, whatever id its result tells.
   */
  readonly idempotent?: boolean;
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

/** Whether a tool changes the world: it has a rule, undoes what one made, or its annotations say so. */
export function actsBy(
  rules: McpEffectRules,
  tools: () => ReadonlyMap<string, McpTool>,
): (tool: string) => boolean {
  const undoing = new Set([...rules.values()].flatMap(({ undoneBy }) => undoneBy ?? []));
  return (tool) => {
    const hints = tools().get(tool)?.annotations ?? {};
    const isToldSo = hints['readOnlyHint'] === false || hints['destructiveHint'] === true;
    return rules.has(tool) || undoing.has(tool) || isToldSo;
  };
}

/** The effects of a call with this reply. */
export function toolEffects(
  incoming: Incoming,
  reply: Reply,
  rules: McpEffectRules,
  tools: ReadonlyMap<string, McpTool>,
): readonly SideEffect[] {
  const { tool = '', input = null } = mcpRequestIn(incoming) ?? {};
  if (tool === '' || isFailed(reply)) return [];
  const args = fieldsOf(input);
  const rule = rules.get(tool);
  const hint = tools.get(tool)?.annotations?.['idempotentHint'];
  const idempotent = rule?.idempotent ?? (typeof hint === 'boolean' ? hint : undefined);
  const again = idempotent === undefined ? {} : { idempotent };
  if (rule) {
    const key = rule.key === null ? '' : worded(args[rule.key ?? 'idempotency_key']);
    const told = worded(fieldsOf(reply.meaning)[rule.id ?? 'id']);
    const id = told === '' && key !== '' ? madeUpId([tool, input]) : told;
    return [{ does: toolLabel(tool), id, key, undoes: false, ...again }];
  }
  return [...rules].flatMap(([made, { undoneBy, id: field = 'id' }]) => {
    if (undoneBy !== tool) return [];
    const id = worded(args[field] ?? args['id']);
    const told = worded(fieldsOf(reply.meaning)['id']);
    const receipt = told === '' || told === id ? {} : { receipt: told };
    return [{ does: toolLabel(made), id, key: '', undoes: true, ...again, ...receipt }];
  });
}

function worded(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : canonical(value);
}
