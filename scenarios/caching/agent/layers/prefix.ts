import type {
  ChatCompletionMessageParam,
  ChatCompletionTool,
} from 'openai/resources/chat/completions';
import type { Question } from '../request.ts';
import type { Safeguards } from '../safeguards.ts';
import { short } from '../scope.ts';
import type { Manifest } from '../shop.ts';

/** What every prompt to a caller starts with: the tools, and what the model is told of its work. */
export interface Prefix {
  readonly tools: readonly ChatCompletionTool[];
  readonly system: ChatCompletionMessageParam;
}

/** Byte for byte the same as long as nothing in it changes, so that providers keep it, too. */
export type Prefixes = (question: Question, manifest: Manifest) => Prefix;

/** More than this many prefixes are not worth keeping; the oldest goes. */
const mostKept = 1000;

/** Prefixes, built once for each caller and set of tools. */
export function prefixes(safeguards: Safeguards): Prefixes {
  const kept = new Map<string, Prefix>();
  return (question, manifest) => {
    const { tenant, role, prompt } = question;
    const key = short([manifest, ...(safeguards.separatesCallers ? [tenant, role, prompt] : [])]);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const [oldest] = kept.size >= mostKept ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
    const prefix = build(question, manifest);
    kept.set(key, prefix);
    return prefix;
  };
}

function build({ tenant, role, prompt }: Question, { version, tools }: Manifest): Prefix {
  const listed = tools.map(({ name, params, about }) => {
    const args = Object.entries(params).map(([param, type]) => `${param}: ${type}`);
    return `- ${name}(${args.join(', ')}): ${about}`;
  });
  const lines = [
    `Prompt ${prompt}. You work at the help desk of the shop ${tenant}, for its ${role}.`,
    'Say only what the tools returned, with its reference. Say so where they did not answer.',
    `Tools, version ${version}:`,
    ...listed,
  ];
  return { tools: tools.map(asFunction), system: { role: 'system', content: lines.join('\n') } };
}

function asFunction({ name, about, params }: Manifest['tools'][number]): ChatCompletionTool {
  const properties = Object.fromEntries(
    Object.entries(params).map(([param, type]) => [param, { type }]),
  );
  const parameters = { type: 'object', properties, required: Object.keys(params) };
  return { type: 'function', function: { name, description: about, parameters } };
}
