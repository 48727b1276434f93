import { createInterface } from 'node:readline/promises';
import { answer } from './desk.ts';

const { stdin: input, stdout: output } = process;
if (!input.isTTY || !output.isTTY) throw new Error('this is no terminal');

/** An agent that talks on a terminal: it shows colours, a prompt, and a line that it writes over. */
const desk = createInterface({ input, output });
const headers = { 'x-task-id': process.env['TASK_ID'] };
const before: unknown[] = [];
const { signal } = new AbortController();

console.log('\u001b[1mDesk\u001b[0m');
for (;;) {
  const said = await desk.question('\u001b[32m>\u001b[0m ');
  output.write('thinking …');
  const told = { said, before: [...before], headers, signal };
  const text = await answer(told).catch((error: Error) => {
    console.error(error.message);
    return process.exit(1);
  });
  before.push(said);
  output.write(`\r\u001b[2K${text}\n`);
}
