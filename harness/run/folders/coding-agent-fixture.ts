import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provider, type ScriptReply } from '../../../index.ts';

/** What the model of the coding agent says, turn by turn. */
export function saying(...turns: readonly ScriptReply[]): ReturnType<typeof provider> {
  return provider({ script: ({ turn }) => turns[turn] ?? 'Done.' });
}

/** A tool call of the coding agent's model. */
export function call(name: 'write' | 'remove' | 'sh', args: object): ScriptReply {
  return { call: { name, args } };
}

/**
 * A coding agent as a Node program in a folder of its own, and what removes that. It does in its working
 * folder what its model says, and asks again where a turn was cut; with `--hasty` it closes what came open
 * and does that.
 */
export function codingAgent(): { readonly program: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'brownout-coder-'));
  const program = join(folder, 'coder.mjs');
  writeFileSync(program, source);
  chmodSync(program, 0o755);
  return { program, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const source = `
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
const isHasty = process.argv.includes('--hasty');
const input = process.argv.at(-1);
const messages = [{ role: 'user', content: input }];
const tools = {
  write: ({ path, text }) => writeFileSync(path, text),
  remove: ({ path }) => rmSync(path),
  sh: ({ command }) => execFileSync('sh', ['-c', command], { stdio: 'pipe' }),
};
function argumentsOf(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!isHasty) throw error;
    return JSON.parse(text + '"}');
  }
}
async function ask(triesLeft) {
  const reply = await fetch(process.env.MODEL + '/chat/completions', {
    method: 'POST',
    body: JSON.stringify({ model: 'gpt-5', messages }),
  });
  if (!reply.ok) throw new Error('the model said ' + reply.status);
  const { choices: [choice] } = await reply.json();
  if (choice.finish_reason !== 'length' || isHasty) return choice.message;
  if (triesLeft === 0) throw new Error('the model was cut again and again');
  return ask(triesLeft - 1);
}
for (;;) {
  const message = await ask(3);
  messages.push(message);
  if (!message.tool_calls) {
    console.log(message.content);
    break;
  }
  for (const { id, function: { name, arguments: text } } of message.tool_calls) {
    tools[name](argumentsOf(text));
    messages.push({ role: 'tool', tool_call_id: id, content: 'ok' });
  }
}
`;
