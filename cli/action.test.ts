import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { builtMain, users } from './testing/built-package.ts';
import { brownoutAnew } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { plainEnv } from './testing/plain-env.ts';

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

const text = fs.readFileSync(fileURLToPath(new URL('../action.yml', import.meta.url)), 'utf8');
const action = parse(text) as Action;
const { steps } = action.runs;

/** Carries out the steps of the action as a runner of GitHub does, other actions excepted. */
function carryOut(folder: Folder, given: Readonly<Record<string, string>>) {
  const defaults = Object.entries(action.inputs).map(([name, one]) => [name, one.default] as const);
  const inputs: Record<string, string> = { ...Object.fromEntries(defaults), ...given };
  const outputs: Record<string, string> = {};
  const summary = path.join(folder.path, 'summary.md');
  const valueOf = (expression: string): string => {
    const [kind = '', name = '', , field = ''] = expression.trim().split('.');
    return (kind === 'inputs' ? inputs[name] : outputs[`${name}.${field}`]) ?? '';
  };
  const filled = (value: string) =>
    value.replace(/\$\{\{(.*?)\}\}/g, (_, inner: string) => valueOf(inner));
  let code = 0;
  for (const step of steps) {
    if (step.run === undefined || code !== 0) continue;
    if (step.if !== undefined && valueOf(step.if.replace(" != ''", '')) === '') continue;
    const told = path.join(folder.path, `output-${step.name}`);
    fs.writeFileSync(told, '');
    const env = Object.entries(step.env ?? {}).map(
      ([name, value]) => [name, filled(value)] as const,
    );
    const ended = spawnSync('bash', ['-eo', 'pipefail', '-c', step.run], {
      cwd: path.resolve(folder.path, filled(step['working-directory'] ?? '.')),
      env: {
        ...plainEnv(),
        ...Object.fromEntries(env),
        GITHUB_OUTPUT: told,
        GITHUB_STEP_SUMMARY: summary,
      },
      encoding: 'utf8',
      timeout: 60_000,
    });
    code = ended.status ?? 1;
    for (const line of fs.readFileSync(told, 'utf8').split('\n').filter(Boolean)) {
      const [name = '', value = ''] = line.split('=');
      outputs[`${step.id ?? ''}.${name}`] = value;
    }
  }
  const shown = fs.existsSync(summary) ? fs.readFileSync(summary, 'utf8') : '';
  return { code, outputs, shown };
}

/** A scenario whose agent answers so. */
const scenarioOf = (status: string) => `
  import { api, check, http, HttpResponse, inProcess, lostReply, scenario } from 'brownout';
  export default scenario('looks once', {
    points: { shop: api([http.get('/price', () => HttpResponse.json({ price: 3 }))]) },
    system: inProcess((at) => async () => {
      const reply = await fetch(at.url('shop') + '/price').catch(() => null);
      return { status: reply ? 'done' : '${status}' };
    }),
    tasks: [{ input: 'What does it cost?' }],
    plan: [lostReply().at('shop', { calls: 1 })],
    checks: [check('says so', (trace) => !JSON.stringify(trace.events).includes('"guessed"'))],
  });
`;

describe('action.yml', () => {
  const folders: Folder[] = [];
  const bin = path.join(users, 'node_modules/.bin');
  const made = async (status: string) => {
    fs.mkdirSync(bin, { recursive: true });
    const link = path.join(bin, 'brownout');
    if (!fs.existsSync(link)) fs.symlinkSync(builtMain, link);
    const folder = await folderInside();
    folders.push(folder);
    await folder.write('price.scenario.ts', scenarioOf(status));
    return folder;
  };
  afterAll(async () => {
    for (const folder of folders) await folder.remove();
  });

  it('has steps that bash can read, and asks only for what is declared', () => {
    for (const { run } of steps) if (run !== undefined) execFileSync('bash', ['-n', '-c', run]);
    const ids = steps.flatMap(({ id }) => id ?? []);
    for (const [, kind = '', name = ''] of text.matchAll(/\$\{\{ (\w+)\.([\w-]+)/g)) {
      expect(kind === 'inputs' ? Object.keys(action.inputs) : ids).toContain(name);
    }
    // A value that goes into a script as text would be run as a part of it.
    for (const { run } of steps) expect(run ?? '').not.toContain('${{');
  });

  it('passes, and shows the report in the summary', async () => {
    const { code, outputs, shown } = carryOut(await made('failed'), { flags: '--runs 2' });
    expect({ code, outputs }).toEqual({ code: 0, outputs: { 'command.code': '0' } });
    expect(shown).toContain('looks once');
  });

  it('shows how a sweep bends, too', async () => {
    const flags = '--sweep rate=1..2/2 --seeds 5 --phases baseline:2s,fault:2s,recovery:2s';
    const given = { command: 'load', scenarios: 'price.scenario.ts', flags };
    const { shown } = carryOut(await made('failed'), given);
    expect(shown).toContain('looks once');
    expect(shown).toContain('--sweep');
  });

  it('ends with the code of the comparison where the command passes', async () => {
    const folder = await made('failed');
    expect(carryOut(folder, {}).code).toBe(0);
    const report = path.join('.brownout', 'report.json');
    const saved = await brownoutAnew(['compare', report, '--save', 'base.json'], {
      cwd: folder.path,
    });
    expect(saved.code).toBe(0);
    expect(carryOut(folder, { baseline: 'base.json' }).outputs).toEqual({
      'command.code': '0',
      'compare.code': '0',
    });
    await folder.write('price.scenario.ts', scenarioOf('failed').replace('looks once', 'looks'));
    const { code, outputs, shown } = carryOut(folder, {
      baseline: 'base.json',
      margins: 'pass=5%',
    });
    expect({ code, outputs }).toEqual({
      code: 3,
      outputs: { 'command.code': '0', 'compare.code': '3' },
    });
    expect(shown).toContain('no longer covered');
  });

  it('fails with the code of the command, once the summary is written', async () => {
    const folder = await made('guessed');
    const { code, outputs, shown } = carryOut(folder, { scenarios: 'price.scenario.ts\n' });
    expect({ code, outputs }).toEqual({ code: 1, outputs: { 'command.code': '1' } });
    expect(shown).toContain('says so');
  });
});
