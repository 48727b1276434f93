import { evaluator } from './evaluate.ts';
import { loadScenarios } from './load.ts';
import type { Answer, Order, WorkerTask } from './pool.ts';

/** A process of the pool: loads the scenario once, then runs what it is sent, one by one. */
const task = JSON.parse(process.argv[2] ?? '{}') as WorkerTask;
const ready = loadScenarios(task.path).then((scenarios) => {
  const scenario = scenarios.find(({ title }) => title === task.title);
  if (!scenario) throw new Error(`${task.path} has no scenario ${JSON.stringify(task.title)}`);
  return evaluator(scenario, task);
});

let turn: Promise<unknown> = Promise.resolve();

process.on('message', ({ id, plan }: Order) => {
  turn = turn.then(async () => {
    let answer: Answer;
    try {
      answer = { id, observation: await (await ready).evaluate(plan) };
    } catch (error) {
      answer = { id, error: error instanceof Error ? error.message : String(error) };
    }
    process.send?.(answer);
  });
});
process.on('disconnect', () => process.exit());
// A Ctrl-C goes to all processes of a terminal: it is for the command to end its workers.
process.on('SIGINT', () => {});
