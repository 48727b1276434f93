import { HarnessError } from '../../model/error.ts';
import { isObject } from '../../model/json/walk.ts';
import { anyText, either, flag, listOf, oneOf, text } from '../../model/options/kinds.ts';
import { didYouMean } from '../../model/options/nearest.ts';
import { demandOptions, type Demand } from '../../model/options/strict.ts';
import type { Point, PointMaker } from '../../model/point.ts';
import {
  capacityKind,
  capacityOf,
  checkCapacity,
  type CapacityOptions,
} from '../../points/capacity-options.ts';
import { mcpEras, type McpEra } from '../era.ts';
import { mcpReading } from '../request.ts';
import { mcpWording } from '../wording.ts';
import { mcpAnswer, mcpPath, type McpServer } from './mcp-server.ts';
import {
  actsBy,
  keysTaken,
  toolEffects,
  toolLabel,
  type McpEffectRule,
  type McpEffectRules,
} from './tool-effects.ts';
import { madeTools, type McpTool, type McpTools } from './tools.ts';

/** The options of a mocked MCP server. */
export interface McpOptions<Name extends string = string> {
  readonly tools: McpTools<Name>;
  /** Tools that change the world, by name, and how to read them; none by default. */
  readonly effects?:
    readonly NoInfer<Name>[] | Readonly<Partial<Record<NoInfer<Name>, McpEffectRule>>>;
  /** The eras of the protocol that it speaks; both by default. */
  readonly speaks?: readonly McpEra[];
  /** Whether it answers with one JSON value, as by default, or with a stream of server-sent events. */
  readonly replies?: 'json' | 'sse';
  /** The capacity; unlimited by default. */
  readonly capacity?: CapacityOptions;
}

/** A method of the protocol by which calls are labelled, beside `tools/call` and its tool. */
export type McpMethod =
  'initialize' | 'notifications/initialized' | 'server/discover' | 'tools/list' | 'ping';

/**
 * A mocked MCP server over streamable HTTP, at `at.url(point)`. Its calls are labelled by method and
 * tool (`tools/call refund`), and a site by the arguments; the meaning of a reply is what the tool
 * returned.
 *
 * @example
 * const bank = mcp({
 *   tools: { refund: ({ order }) => ({ receipt: nonce('RF'), order }) },
 *   effects: { refund: { id: 'receipt', key: 'order' } },
 * });
 */
export function mcp<Name extends string>(
  options: McpOptions<Name>,
): PointMaker<`tools/call ${Name}` | McpMethod> {
  demandOptions(options, optionsDemand);
  if (options.capacity) checkCapacity(options.capacity);
  const rules = rulesOf(options.effects ?? {});
  const effects = [...rules.keys()].map(toolLabel);
  const maker: PointMaker = {
    kind: 'mcp',
    has: ['request', 'value', 'rpc', 'memory'],
    effects,
    ...keysTaken(rules),
    labels: () => labelsBefore(options.tools, rules),
    open: () => ({ ...openMcp(options, rules), ...capacityOf(options.capacity) }),
  };
  return maker as PointMaker<`tools/call ${Name}` | McpMethod>;
}

const optionsDemand: Demand<McpOptions> = {
  what: 'the options of mcp(…)',
  needs: ['tools'],
  shape: {
    tools: {
      words: 'an object of tools by name, or a function that makes one',
      fits: (value) => isObject(value) || typeof value === 'function',
    },
    effects: either(listOf(text), { words: 'an object of rules by tool', fits: isObject }),
    speaks: listOf(oneOf(...mcpEras)),
    replies: oneOf('json', 'sse'),
    capacity: capacityKind,
  },
};

const ruleShape: Demand<McpEffectRule>['shape'] = {
  id: text,
  undoneBy: text,
  idempotent: flag,
  key: {
    words: 'the name of an argument, or null',
    fits: (value) => value === null || anyText.fits(value),
  },
};

function rulesOf(effects: NonNullable<McpOptions['effects']>): McpEffectRules {
  if (Array.isArray(effects)) return new Map(effects.map((tool: string) => [tool, {}]));
  const rules = Object.entries(effects as Readonly<Record<string, McpEffectRule>>);
  for (const [tool, rule] of rules) {
    demandOptions(rule, { what: `the effect ${tool} of mcp(…)`, shape: ruleShape });
  }
  return new Map(rules);
}

/** The labels before any run; undefined where the tools cannot be made yet. */
function labelsBefore(tools: McpTools, rules: McpEffectRules): readonly string[] | undefined {
  try {
    const made = madeTools(tools);
    demandTools(rules, made);
    return [...methods, ...[...made.keys()].map(toolLabel)];
  } catch (error) {
    // A function that makes them may use what its module defines further down.
    if (error instanceof HarnessError) throw error;
    return undefined;
  }
}

const methods: readonly McpMethod[] = [
  'initialize',
  'notifications/initialized',
  'server/discover',
  'tools/list',
  'ping',
];

function demandTools(rules: McpEffectRules, tools: ReadonlyMap<string, McpTool>): void {
  const names = [...tools.keys()];
  const named = [...rules].flatMap(([tool, { undoneBy }]) => [
    tool,
    ...(undoneBy ? [undoneBy] : []),
  ]);
  const idle = named.find((tool) => tools.get(tool)?.annotations?.['readOnlyHint'] === true);
  if (idle !== undefined) {
    throw new HarnessError('bad-scenario', {
      expected: 'each effect of mcp(…) to be of a tool that may change something',
      got: `${JSON.stringify(idle)}, whose annotation readOnlyHint says that it does not`,
      fix: 'Take it out of `effects`, or out of the annotations.',
    });
  }
  const unknown = named.find((tool) => !names.includes(tool));
  if (unknown === undefined) return;
  throw new HarnessError('bad-scenario', {
    expected: `each effect of mcp(…) to be one of its tools (${names.join(', ')})`,
    got: JSON.stringify(unknown),
    fix: `${didYouMean(unknown, names)}Write the name of the tool.`,
  });
}

function openMcp(
  { tools, speaks = mcpEras, replies = 'json' }: McpOptions,
  rules: McpEffectRules,
): Point {
  const framing = replies === 'sse' ? 'events' : 'json';
  const wording = mcpWording(framing);
  const sessions = new Set<string>();
  let server: McpServer = { tools: madeTools(tools), sessions, speaks, framing };
  demandTools(rules, server.tools);
  const acts = actsBy(rules, () => server.tools);
  const forget = () => {
    server = { ...server, tools: madeTools(tools) };
    sessions.clear();
  };
  return {
    kind: 'mcp',
    basePath: mcpPath,
    effects: [...rules.keys()].map(toolLabel),
    read: (incoming) => mcpReading(incoming, acts),
    answer: (incoming) => mcpAnswer(incoming, server),
    ...wording,
    fail: (failure, at) => {
      // By 404 a server says that the session is none; it stays so until the client opens another.
      if (failure.status === 404) sessions.delete(at.call.incoming.headers['mcp-session-id'] ?? '');
      return wording.fail(failure, at);
    },
    ...(typeof tools === 'function' && { forget }),
    sideEffects: (incoming, reply) => toolEffects(incoming, reply, rules, server.tools),
  };
}
