import { existsSync, readFileSync } from 'node:fs';

/** An agent of the gallery, as its page names it; its scenario is `agents/<name>.scenario.ts`. */
export interface Entry {
  readonly name: string;
  /** The package it comes in. */
  readonly of: string;
  /** The folder of the `package.json` that pins it. */
  readonly in: 'coders' | 'frameworks';
  /** The dialect that it speaks to its model, which knows no other. */
  readonly dialect: 'openai-chat' | 'openai-responses' | 'gemini';
  /** How it is asked. */
  readonly asked: string;
}

const coder = { in: 'coders', asked: 'an argument' } as const;
const framework = { in: 'frameworks', asked: 'a function in process' } as const;

/** The agents of the gallery. */
export const roster: readonly Entry[] = [
  { ...coder, name: 'cline', of: 'cline', dialect: 'openai-responses' },
  { ...coder, name: 'codex', of: '@openai/codex', dialect: 'openai-responses', asked: 'stdin' },
  { ...coder, name: 'continue', of: '@continuedev/cli', dialect: 'openai-responses' },
  { ...coder, name: 'gemini-cli', of: '@google/gemini-cli', dialect: 'gemini' },
  { ...coder, name: 'nanocoder', of: '@nanocollective/nanocoder', dialect: 'openai-chat' },
  { ...coder, name: 'opencode', of: 'opencode-ai', dialect: 'openai-responses' },
  { ...coder, name: 'pi', of: '@mariozechner/pi-coding-agent', dialect: 'openai-chat' },
  { ...coder, name: 'qwen-code', of: '@qwen-code/qwen-code', dialect: 'openai-chat' },
  { ...framework, name: 'ai-sdk', of: 'ai', dialect: 'openai-responses' },
  { ...framework, name: 'ai-sdk-stream', of: 'ai', dialect: 'openai-responses' },
  { ...framework, name: 'deepagents', of: 'deepagents', dialect: 'openai-responses' },
  { ...framework, name: 'langgraph', of: '@langchain/langgraph', dialect: 'openai-chat' },
  { ...framework, name: 'mastra', of: '@mastra/core', dialect: 'openai-chat' },
  { ...framework, name: 'openai-agents', of: '@openai/agents', dialect: 'openai-responses' },
  { ...framework, name: 'strands', of: '@strands-agents/sdk', dialect: 'openai-chat' },
];

/** The agent of that name; throws for one that is not in the gallery. */
export function entryOf(name: string): Entry {
  const entry = roster.find((one) => one.name === name);
  if (!entry) throw new Error(`${name} is not in the roster of the gallery`);
  return entry;
}

/** The folders of the gallery in which packages are installed. */
export const folders = ['coders', 'frameworks'] as const;

/** The path of something in the gallery's folder. */
export function inGallery(path: string): URL {
  return new URL(path, import.meta.url);
}

/** The version that is installed of an agent; undefined where it is not. */
export function versionOf({ in: folder, of }: Entry): string | undefined {
  const file = inGallery(`${folder}/node_modules/${of}/package.json`);
  if (!existsSync(file)) return undefined;
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
