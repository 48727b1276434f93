import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { http, HttpResponse, inProcess, api, scenario, completes } from '../../../../index.ts';

/** The process that may not die, and a folder for notes: of the test. */
const { DYING_MAIN: main = '', DYING_NOTES: notes = '' } = process.env;
const isMain = String(process.pid) === main;
if (!isMain) appendFileSync(`${notes}/pids`, `${process.pid}\n`);

const shop = api(
  ['a', 'b', 'c', 'd'].map((name) => http.get(`/${name}`, () => HttpResponse.json({ name }))),
);

/** Looks at four things; where `b` fails, it may end a process that is not the test's. */
const agent = (mayDie: () => boolean) =>
  inProcess((at) => async () => {
    const look = (name: string) => fetch(`${at.url('shop')}/${name}`).then(({ ok }) => ok);
    const seen = [];
    for (const name of ['a', 'b', 'c', 'd']) {
      const isSeen = await look(name);
      seen.push(isSeen);
      if (name === 'b' && !isSeen && !isMain && mayDie()) process.kill(process.pid, 'SIGKILL');
    }
    return { status: seen.every(Boolean) ? 'full' : 'degraded' };
  });

const dying = (title: string, mayDie: () => boolean) =>
  scenario(title, {
    points: { shop },
    system: agent(mayDie),
    tasks: [{ input: 'look' }],
    checks: [completes()],
    plan: [],
    phases: ['fault'],
  });

/** Whether it is the first time, in whatever process. */
function isFirst(): boolean {
  const isIt = !existsSync(`${notes}/died`);
  if (isIt) writeFileSync(`${notes}/died`, '');
  return isIt;
}

const scenarios = [
  dying('ends its process once', isFirst),
  dying('ends its process every time', () => true),
];

export default scenarios;
