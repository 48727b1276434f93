import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brownout, startBrownout, type Ended } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { booksOnce, scenarioText } from './testing/snippets.ts';
import { runInProcess } from './testing/run-in-process.ts';

const plan = (strike: object, version: unknown = 1) =>
  JSON.stringify({
    version,
    plan: [{ fault: { name: 'lost-reply', params: {} }, at: 'tool', when: {}, ...strike }],
  });

let user: Folder;
beforeAll(async () => {
  user = await folderInside();
  await user.write('ok.scenario.ts', booksOnce);
  await user.write('text', 'no json');
  await user.write('empty-folder/text', '');
  await user.write('empty.json', '');
  await user.write('cut.json', plan({}).slice(0, 30));
  await user.write('v2.json', plan({}, 2));
  await user.write('v9.json', plan({}, 9));
  await user.write('other.json', '[]');
  await user.write('param.json', plan({ fault: { name: 'lost-reply', params: { as: 1 } } }));
  await user.write('point.json', plan({ at: 'tol' }));
});
afterAll(() => user.remove());

// They wait for one another.
const limitMs = 240_000;
const run = (...args: readonly string[]) => brownout(args, { cwd: user.path });
const alone = ['run', '--workers', '1'];

/** It says what it does not like, and nothing of how it is made. */
function expectRefusal({ code, signal, stdout, stderr }: Ended, ...words: readonly string[]): void {
  const said = `${stdout}\n${stderr}`.replaceAll(/\s+/g, ' ');
  for (const word of words) expect(said).toContain(word);
  expect(said).not.toMatch(/bug in brownout| at \S+ \(?\/\S+:\d+:\d+/);
  expect({ code, signal }).toEqual({ code: 2, signal: null });
}

describe('a command line that cannot be meant', () => {
  const lines: readonly (readonly [line: string, ...words: readonly string[]])[] = [
    ['rum', "unknown command 'rum'", 'Did you mean run?'],
    ['run --sed 1', "unknown option '--sed'", 'Did you mean --seed?'],
    ['run --seed x', "'x' is invalid", 'a whole number, 0 or more'],
    ['run --seed -1', "'-1' is invalid"],
    ['run --runs 0', 'a whole number, 1 or more'],
    ['run --workers 1.5', "'1.5' is invalid"],
    ['run --mode fast', "'fast' is invalid", 'sim, wire'],
    ['run --shard 3/2', "'3/2' is invalid", 'such as 1/3'],
    ['run --shard 0/2', "'0/2' is invalid"],
    ['run --shard half', "'half' is invalid"],
    ['run --shard 2/2', 'scenario files: 1', 'fewer shards'],
    ['run -t (', "'(' is invalid", 'a regular expression'],
    ['run --reporter pdf', 'text, json, junit, markdown, html', '"pdf"'],
    ['run nowhere', 'scenario files', 'no such file or folder', 'brownout init'],
    ['run no/*.scenario.ts', 'got none'],
    ['run empty-folder', 'got none'],
    ['run ok.scenaro.ts', 'no such file or folder', 'Did you mean ok.scenario.ts?'],
    ['run ok.scenario.ts/below', 'no such file or folder'],
    ['run ok.scenario.ts --out text/below', 'to make the folder', 'Give another --out'],
    ['run --plan missing.json', 'a plan in missing.json', 'no such file'],
    ['run --plan text', 'a plan as JSON', 'not JSON'],
    ['run --plan empty.json', 'an empty file'],
    ['run --plan cut.json', 'cut short'],
    ['run --plan v2.json', 'version 1 of a plan', 'got version 2'],
    ['run --plan other.json', 'another shape'],
    ['replay', "missing required argument 'file'"],
    ['replay missing.json', 'a replay file in missing.json', 'no such file'],
    ['replay v9.json', 'version 1 or 2 of a replay file'],
    ['init text', 'a new or empty folder'],
    ['init .', 'a new or empty folder', 'Name another one'],
    ['init text/below', 'a new or empty folder'],
    ['faults slow lost-repl', 'got "lost-repl"', 'Did you mean lost-reply?'],
    ['faults mine-own', 'got "mine-own"', "a fault of your own is in its scenario's file"],
    ['faults --jsn', "unknown option '--jsn'"],
  ];

  test.for(lines)('%s', async ([line, ...words]) => {
    const ended = await runInProcess(line.split(' '), user);
    expectRefusal(ended, ...words);
    expect(ended.stdout).toBe('');
  });

  // Most tests of the command are carried out in the test's own process.
  const samples = ['rum', 'run nowhere', 'run ok.scenario.ts --variant demo.no-key'];
  test.for(samples)('a process says the same: %s', { timeout: limitMs }, async (line) => {
    const args = line.split(' ');
    const timeless = ({ stdout, stderr, ...ended }: Ended) => ({
      ...ended,
      stdout: stdout.replaceAll(/[\d.]+ m?s\b/g, '…'),
      stderr,
    });
    const ended = await startBrownout(args, { cwd: user.path }).ended;
    expect(timeless(ended)).toEqual(timeless(await runInProcess(args, user)));
  });
});

describe('what only a scenario can tell', () => {
  const lines: readonly (readonly [line: string, ...words: readonly string[]])[] = [
    ['run -t twice', 'whose title matches /twice/', 'none of 1: "books once"'],
    ['run --variant demo.no-kee', 'got "demo.no-kee"', 'Did you mean demo.no-key?'],
    ['run --plan param.json', 'lost-reply', 'ECONNRESET'],
    ['run --plan point.json', 'a point of the scenario: tool', 'Did you mean tool?'],
  ];

  test.concurrent.for(lines)('%s', { timeout: limitMs }, async ([line, ...words]) => {
    expectRefusal(await run(...line.split(' ')), ...words);
  });
});

describe('scenario files', () => {
  const bad: Readonly<Record<string, readonly [ending: string, ...words: readonly string[]]>> = {
    'no-tasks': ["export default scenario('x', { ...base, tasks: [] });", 'at least one task'],
    fault: [
      `export default scenario('x', { ...base, plan: [{ fault: { name: 'hangg', params: {} },
         at: 'tool', when: {} }] });`,
      'Did you mean hang?',
    ],
    parameter: [
      "export default scenario('x', { ...base, plan: lostReply({ as: 'x' } as never).at('tool') });",
      'ECONNRESET',
      'got "x"',
    ],
    point: [
      "export default scenario('x', { ...base, plan: lostReply().at('tol') });",
      'Did you mean tool?',
    ],
    option: [
      "export default scenario('x', { ...base, timeout: 3 } as never);",
      'scenario "x" to have only points',
      'got timeout: 3',
      'Did you mean deadline?',
    ],
    label: [
      "export default scenario('x', { ...base, tasks: [{ input: 1, expect: { effects: { 'POST /bok': 1 } } }] });",
      'an effect that a point declares (POST /book)',
      'Did you mean POST /book?',
    ],
    named: [
      "export default scenario('x', { ...base, checks: [exactlyOnce('tol')] });",
      'the check exactly-once',
      'Did you mean tool?',
    ],
    tasks: ["export default scenario('x', { ...base, tasks: 'hi' as never });", 'got "hi"'],
    throws: ["throw new Error('boom');", 'Error: boom', 'throws.scenario.ts:'],
    syntax: ["export default scenario('x', {", 'Expected', 'syntax.scenario.ts:'],
    import: ["import './gone.ts'; export default scenario('x', base);", "'./gone.ts'"],
    'no-default': ["export const it = scenario('x', base);", 'no default export'],
    'not-one': ['export default { title: 1 };', 'a scenario as its default'],
    twins: [
      "export default [scenario('x', base), scenario('x', base)];",
      'titles of their own',
      '2 with the title "x"',
    ],
    starts: [
      "export default scenario('x', { ...base, system: inProcess(() => { throw new Error('no key'); }) });",
      'the system (in process) to start',
      'no key',
    ],
    plan: [
      "export default scenario('x', { ...base, plan: (_, seed) => { if (seed) throw new Error('no plan'); return []; } });",
      'no plan',
    ],
    handler: [
      `const broken = api([http.post('/book', () => { throw new Error('no world'); })], { effects: ['POST /book'] });
       export default scenario('x', { ...base, checks: [completes()], mutants: {}, points: { tool: broken } });`,
      'no world',
      'handler.scenario.ts:',
    ],
    silent: [
      `const model = provider({ script: () => undefined as never });
       const system = inProcess((at) => async () => {
         const body = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'hello' }] });
         await fetch(at.url('model') + '/chat/completions', { method: 'POST', body });
       });
       export default scenario('x', { ...base, system, mutants: {}, points: { tool, model } });`,
      'expected the script to return',
      'hello',
    ],
    adrift: [
      "Promise.reject(new Error('nobody hears')); export default scenario('x', base);",
      'nobody hears',
      'adrift.scenario.ts:',
      'outside of every task',
    ],
    searches: [
      "export default scenario('x', { ...base, plan: explore({ depth: 2 } as never) });",
      'plan: searched({ … })',
    ],
    wire: [
      "export default scenario('x', { ...base, mutants: {}, system: service({ command: ['node'], ask: 'stdin' }) });",
      'in sim',
      'wire',
    ],
  };

  test.concurrent.for([
    ['run', ...alone.slice(1), '--mode', 'sim', '--runs', '3'],
    ['explore', '--depth', '1'],
  ])(
    '%s tells of each by its name, with what to mend',
    { timeout: limitMs },
    async ([verb = '', ...args]) => {
      for (const [name, [ending]] of Object.entries(bad)) {
        await user.write(`bad-${verb}/${name}.scenario.ts`, scenarioText(ending));
      }
      const out = `out-bad-${verb}`;
      expectRefusal(await run(verb, ...args, `bad-${verb}`, '--out', out));
      const { errors } = user.json(`${out}/report.json`) as {
        errors: readonly { file: string; message: string }[];
      };
      for (const [name, [, ...words]] of Object.entries(bad)) {
        const its = errors.filter(({ file }) => file === `bad-${verb}/${name}.scenario.ts`);
        expect(its, name).toHaveLength(1);
        for (const word of words) expect(`${name}: ${its[0]?.message}`).toContain(word);
      }
      expect(errors).toHaveLength(Object.keys(bad).length);
    },
  );

  test.concurrent(
    'of the good ones beside them nothing is lost',
    { timeout: limitMs },
    async () => {
      await user.write('mixed/a.scenario.ts', scenarioText("throw new Error('boom');"));
      await user.write(
        'mixed/b.scenario.ts',
        scenarioText("export default scenario('fine', base);"),
      );
      const ended = await run(...alone, 'mixed', '--out', 'out-mixed');
      expectRefusal(ended, 'boom', 'fine');
      expect(user.list('out-mixed/runs')).toHaveLength(1);
    },
  );

  test.concurrent('one that kills its process is told of', { timeout: limitMs }, async () => {
    const kill = "inProcess(() => async () => process.kill(process.pid, 'SIGKILL'))";
    await user.write(
      'kills/a.scenario.ts',
      scenarioText(`export default scenario('x', { ...base, mutants: {}, system: ${kill} });`),
    );
    await user.write('kills/b.scenario.ts', scenarioText("export default scenario('fine', base);"));
    const ended = await run(...alone, 'kills', '--out', 'out-kills');
    expectRefusal(ended, 'kills/a.scenario.ts', 'the process it ran in');
    // The other was run before, or is told of as not run; it is never passed over in silence.
    expect(ended.stdout).toMatch(/pass +fine|kills\/b\.scenario\.ts\s+not run/);
  });
});

describe('an agent on the wire', () => {
  const system = (command: string, more = '') =>
    `export default scenario('x', { ...base, mutants: {}, system: service({ command: ${command}, ask: 'POST /ask', ${more} }) });`;

  test.concurrent(
    'that is not installed, dies at once, is never ready or starts only once',
    { timeout: limitMs },
    async () => {
      const says = (text: string, then: string) =>
        `['node', '-e', 'console.log("${text}"); ${then}']`;
      await user.write('wire/missing.scenario.ts', scenarioText(system("['no-such-program']")));
      await user.write(
        'wire/dies.scenario.ts',
        scenarioText(system(says('no database here', 'process.exit(7)'))),
      );
      await user.write(
        'wire/silent.scenario.ts',
        scenarioText(
          system(says('still waiting', 'setInterval(() => {}, 1000)'), 'readyWithin: 900'),
        ),
      );
      await user.write('once.mjs', once);
      const env = "env: (at) => ({ FLAG: at.scratch + '/flag', TOOL: at.url('tool') })";
      await user.write(
        'wire/once.scenario.ts',
        scenarioText(system("['node', 'once.mjs']", env))
          .replace('{ api,', '{ crash, api,')
          .replace('lostReply().at', 'crash().at'),
      );
      const ended = await run('run', 'wire', '--mode', 'wire', '--out', 'out-wire');
      expectRefusal(ended, 'command not found: no-such-program');
      expectRefusal(ended, 'exit code 7 before it was ready', 'no database here');
      expectRefusal(ended, 'accept connections', 'within 900 ms', 'still waiting');
      expectRefusal(ended, 'exit code 9', 'cannot start twice');
    },
  );

  test.concurrent('whose port is taken', { timeout: limitMs }, async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const command = "['node', '-e', 'setInterval(() => {}, 1000)']";
    await user.write(
      'port/taken.scenario.ts',
      scenarioText(system(command, `env: () => ({ PORT: '${port}' })`)),
    );
    const ended = await run('run', 'port', '--mode', 'wire', '--out', 'out-port');
    server.close();
    expectRefusal(ended, String(port), 'in use');
  });
});

const once = `
import { createServer } from 'node:http';
import { existsSync, writeFileSync } from 'node:fs';
if (existsSync(process.env.FLAG)) {
  console.error('cannot start twice');
  process.exit(9);
}
writeFileSync(process.env.FLAG, '');
createServer(async (request, response) => {
  await fetch(process.env.TOOL + '/book', { method: 'POST' }).catch(() => {});
  response.end('done');
}).listen(process.env.PORT, '127.0.0.1');
`;
