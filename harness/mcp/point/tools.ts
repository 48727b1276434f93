import { HarnessError } from '../../model/error.ts';
import { isObject, type JsonObject } from '../../model/json/walk.ts';
import { shown } from '../../model/options/strict.ts';

/** What a tool does: from its arguments to what it returns; it throws to refuse. */
export type McpToolCall = (args: JsonObject) => unknown;

/** A tool of a mocked MCP server, with what `tools/list` tells of it. */
export interface McpTool {
  /**
   * An object is returned as structured content and as text, a text as text, and what has a list
   * `content` is the whole result. What it throws is a result with `isError`.
   */
  readonly run: McpToolCall;
  readonly title?: string;
  readonly description?: string;
  /** A JSON Schema of the arguments; any object by default. */
  readonly inputSchema?: JsonObject;
  /** A JSON Schema of the structured content; none by default. */
  readonly outputSchema?: JsonObject;
  /**
   * Hints of the protocol. `idempotentHint` stands for the `idempotent` of its effect; a tool of `readOnlyHint:
   * false`, or `destructiveHint: true`, may change the world without an effect that tells how.
   */
  readonly annotations?: JsonObject;
}

/** Tools by name, or a function that makes them anew, with their state, for each run. */
export type McpTools<Name extends string = string> =
  | Readonly<Record<Name, McpTool | McpToolCall>>
  | (() => Readonly<Record<Name, McpTool | McpToolCall>>);

/** Makes the tools of one run; throws `bad-argument` for what is no tool. */
export function madeTools(tools: McpTools): ReadonlyMap<string, McpTool> {
  const made: unknown = typeof tools === 'function' ? tools() : tools;
  if (!isObject(made)) throw noTool('the tools of mcp(…) as an object', made);
  return new Map(
    Object.entries(made).map(([name, tool]) => {
      if (typeof tool === 'function') return [name, { run: tool as McpToolCall }];
      if (isObject(tool) && typeof tool['run'] === 'function') return [name, tool as never];
      throw noTool(`the tool ${name} as a function, or an object with \`run\``, tool);
    }),
  );
}

/** A tool as `tools/list` tells of it. */
export function listed([name, tool]: readonly [string, McpTool]): JsonObject {
  const { run: _run, ...about } = tool;
  return { name, inputSchema: { type: 'object' }, ...about };
}

function noTool(expected: string, got: unknown): HarnessError {
  return new HarnessError('bad-argument', {
    expected,
    got: shown(got),
    fix: 'Write { search: ({ to }) => ({ flights: […] }) }.',
  });
}
