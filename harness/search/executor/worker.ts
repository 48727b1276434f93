import { setImmediate } from 'node:timers/promises';
import { loadScenarios } from '../../run/loader/load-scenarios.ts';
import { inThread } from './in-thread.ts';
import { sent } from '../../run/sent-error.ts';
import {
  batch,
  type WorkerAnswer,
  type Order,
  type WorkerMessage,
  type WorkerTask,
} from './worker-process.ts';

/** A process of a forked executor: loads the scenario once, then runs what it is sent, one by one. */
const task = JSON.parse(process.argv[2] ?? '{}') as WorkerTask;
const say = (message: WorkerMessage) => void process.send?.(message);
let isLoaded = false;
// What the file leaves behind as it loads the command has told: it has loaded it, too.
process.on('unhandledRejection', (reason) => {
  if (isLoaded) say({ stray: sent(reason) });
});
const ready = loadScenarios(task.file).then(async (scenarios) => {
  // Node tells of a rejection once all that was due is done.
  await setImmediate();
  isLoaded = true;
  const scenario = scenarios.find(({ title }) => title === task.title);
  if (!scenario) throw new Error(`${task.file} has no scenario ${JSON.stringify(task.title)}`);
  say('ready');
  return inThread(scenario);
});
// It is told in the answer to the first order.
ready.catch(() => {});

let turn: Promise<unknown> = Promise.resolve();

process.on('message', (orders: readonly Order[]) => {
  turn = turn.then(async () => {
    for (let at = 0; at < orders.length; at += batch) {
      const answers: WorkerAnswer[] = [];
      for (const order of orders.slice(at, at + batch)) answers.push(await answerTo(order));
      say(answers);
    }
  });
});
process.on('disconnect', () => process.exit());
// A Ctrl-C goes to all processes of a terminal: it is for the command to end its workers.
process.on('SIGINT', () => {});

async function answerTo({ id, spec }: Order): Promise<WorkerAnswer> {
  try {
    return { id, observation: await (await ready).observe(spec) };
  } catch (error) {
    return { id, error: sent(error) };
  }
}
