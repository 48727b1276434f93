import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { menu, run, type Outcome, type Scenario } from '../../index.ts';
import { atOnceTitle } from './attributed.ts';
import { modelFaults } from './menu.ts';
import { inGallery, roster, versionOf, type Entry } from './roster.ts';

const limitMs = 300_000;

/** The fault whose outcome is the agent's own, whatever the machine is busy with: no time is in it. */
const cut = 'truncated-tool-arguments, last value';
const ends: Readonly<Record<string, Outcome>> = {
  cline: 'recovered',
  codex: 'failed-loud',
  continue: 'recovered',
  'gemini-cli': 'recovered',
  nanocoder: 'recovered',
  opencode: 'silently-wrong',
  pi: 'unsafe',
  'qwen-code': 'unsafe',
  'ai-sdk': 'recovered',
  'ai-sdk-stream': 'recovered',
  deepagents: 'unsafe',
  langgraph: 'silently-wrong',
  mastra: 'silently-wrong',
  'openai-agents': 'failed-loud',
  strands: 'failed-loud',
};

async function played(name: string, title: string) {
  const file = inGallery(`agents/${name}.scenario.ts`).href;
  const { default: all } = (await import(file)) as { readonly default: readonly Scenario[] };
  const one = all.find((scenario) => scenario.title === `${name}: ${title}`)!;
  const record = await run(one, { mode: 'wire' });
  return { ends: record.outcomes.map(({ outcome }) => outcome), result: record.result, record };
}

const pinned = ({ in: folder, of }: Entry) => {
  const file = readFileSync(inGallery(`${folder}/package.json`), 'utf8');
  return (JSON.parse(file) as { dependencies: Readonly<Record<string, string>> }).dependencies[of];
};

const missing = roster.filter((entry) => versionOf(entry) === undefined);
for (const { name } of missing)
  console.log(`skipped: ${name}, which is not installed: npm run gallery`);

describe('the gallery', () => {
  test('docs/agents.md is of the versions that are pinned', () => {
    const text = readFileSync(inGallery('../../docs/agents.md'), 'utf8');
    for (const entry of roster) expect(text).toContain(`| ${entry.name} ${pinned(entry)} |`);
  });

  test('the standard menu is tried, but what no model does, or is no fault of a script', () => {
    const names = Object.values(modelFaults).map(({ name }) => name);
    const leftOut = new Set(menu.map(({ name }) => name).filter((name) => !names.includes(name)));
    expect([...leftOut].toSorted()).toEqual(['crash', 'repeat', 'replan', 'slow', 'truncate']);
  });
});

describe.each(roster)('$name', { timeout: limitMs }, (entry) => {
  const { name } = entry;
  test.skipIf(missing.includes(entry))(
    'does its work, and ends as ever where arguments are cut',
    async () => {
      expect(await played(name, 'no fault')).toMatchObject({
        result: 'pass',
        ends: ['unaffected'],
      });
      const expected = ends[name];
      if (expected !== undefined) expect((await played(name, cut)).ends).toEqual([expected]);
    },
  );
});

describe.each(roster.filter((one) => one.in === 'frameworks'))(
  '$name',
  { timeout: limitMs },
  (entry) => {
    test.skipIf(missing.includes(entry))(
      'has each call told apart, with eight tasks at once',
      async () => {
        const { result, record } = await played(entry.name, atOnceTitle);
        expect(result, JSON.stringify(record.verdicts)).toBe('pass');
      },
    );
  },
);
