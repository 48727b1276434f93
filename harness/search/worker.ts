import { evaluator } from './evaluate.ts';
import { loadScenarios } from './load.ts';
import { batch, sent, type Answer, type Order, type WorkerTask } from './pool.ts';

/** A process of the pool: loads the scenario once, then runs what it is sent, one by one. */
const task = JSON.parse(process.argv[2] ?? '{}') as WorkerTask;
const ready = loadScenarios(task.path).then((scenarios) => {
  const scenario = scenarios.find(({ title }) => title === task.title);
  if (!scenario) throw new Error(`${task.path} has no scenario ${JSON.stringify(task.title)}`);
  return evaluator(scenario, task);
});

let turn: Promise<unknown> = Promise.resolve();

process.on('message', (orders: readonly Order[]) => {
  turn = turn.then(async () => {
    for (let at = 0; at < orders.length; at += batch) {
      const answers: Answer[] = [];
      for (const order of orders.slice(at, at + batch)) answers.push(await answerTo(order));
      process.send?.(answers);
    }
  });
});
process.on('disconnect', () => process.exit());
// A Ctrl-C goes to all processes of a terminal: it is for the command to end its workers.
process.on('SIGINT', () => {});

async function answerTo({ id, plan }: Order): Promise<Answer> {
  try {
    return { id, observation: await (await ready).evaluate(plan) };
  } catch (error) {
    return { id, error: sent(error) };
  }
}
