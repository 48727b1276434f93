import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import * as faults from '../../../faults/index.ts';
import { alteredBy } from '../../../faults/testing/samples.ts';
import type { Fault } from '../../model/fault/fault.ts';
import type { Turn } from '../../model/turn.ts';
import { provider } from '../provider.ts';
import { standingClock, surroundings } from '../testing/rig.ts';
import type { Heard, Speaker, Talk } from '../testing/speaker.ts';
import type { DialectName } from './index.ts';
import { speakers } from './speakers-fixture.ts';

const turn: Turn = {
  text: 'Let me look.',
  toolCalls: ['Rome', 'Oslo'].map((city, nth) => ({
    id: `call_${nth + 1}`,
    name: 'price',
    arguments: JSON.stringify({ city }),
  })),
  finish: 'tool-calls',
};

/** The faults of turns that change a turn, as the table names them. */
const rows: Readonly<Record<string, Fault | null>> = {
  'no fault': null,
  'emptyContent()': faults.emptyContent(),
  'thoughtsAlone()': faults.thoughtsAlone(),
  "thoughtsAlone({ finish: 'length' })": faults.thoughtsAlone({ finish: 'length' }),
  'refusal()': faults.refusal(),
  'contentFilter({ keep: 0.5 })': faults.contentFilter({ keep: 0.5 }),
  'unknownTool()': faults.unknownTool(),
  'truncatedToolArguments()': faults.truncatedToolArguments(),
  "truncatedToolArguments({ finish: 'tool-calls' })": faults.truncatedToolArguments({
    finish: 'tool-calls',
  }),
  'wrongArguments()': faults.wrongArguments(),
  'sameCallId()': faults.sameCallId(),
  'otherModel()': faults.otherModel(),
  'wrongUsage()': faults.wrongUsage(),
};

/** The wires that say what another one does, and have no column of their own. */
const sameAs: Readonly<Partial<Record<DialectName, DialectName>>> = {
  'azure-chat': 'openai-chat',
  'azure-responses': 'openai-responses',
};

it('each wire says each fault of a turn as docs/model-faults.md has it, in JSON and in a stream', async () => {
  const names = Object.keys(speakers).filter((name) => !(name in sameAs)) as DialectName[];
  const lines = [`| | ${names.join(' | ')} |`, `| --- |${' --- |'.repeat(names.length)}`];
  for (const [title, fault] of Object.entries(rows)) {
    const struck = fault === null ? turn : alteredBy(fault, turn);
    const cells = names.map((name) => cellOf(speakers[name], struck));
    for (const [name, other] of Object.entries(sameAs)) {
      const cell = cellOf(speakers[name as DialectName], struck);
      expect([name, title, cell]).toEqual([name, title, cellOf(speakers[other], struck)]);
    }
    lines.push(`| \`${title}\` | ${cells.join(' | ')} |`);
  }
  const page = `${head}${lines.join('\n')}\n`;
  await expect(page).toMatchFileSnapshot('../../../docs/model-faults.md');
});

const head = `# What each wire can say

A fault of a model's turn changes the turn, and each [dialect](dialects.md) of the simulated provider says the changed turn in its own words. This page is measured
(\`harness/provider/dialects/turn-faults.test.ts\`): a turn that says "Let me look." and calls \`price\` for Rome and Oslo, asked of model \`m-1\`,
as a client reads it ("all of it" where text and calls are as they were). Where JSON and stream differ, both stand there. Not every wire has words for every fault: Chat Completions shows
no thoughts, Gemini in both its forms, Ollama and Bedrock have no refusal, Bedrock no model, and arguments that break off are lost where they must be an object. Azure says what OpenAI does.

`;

function cellOf(speaker: Speaker, said: unknown): string {
  const [json = '', streamed = ''] = [false, true].map((stream) => {
    const talk: Talk = { model: 'm-1', user: 'Prices?', past: [], tools: ['price'], stream };
    const point = provider({ script: [] }).open();
    const at = surroundings(point, speaker.ask(talk), standingClock());
    return words(speaker.hear(point.render(said, at)));
  });
  return json === streamed ? json : `${json}; streamed ${streamed}`;
}

function words({ text, calls, finish, model, outputTokens, isRefusal }: Heard): string {
  const isSame = text === turn.text && isDeepStrictEqual(calls, turn.toolCalls);
  const called = calls.map(({ id, name, arguments: args }) => `${name} \`${args}\` as ${id}`);
  const spoken = text === '' ? 'no text' : `${isRefusal ? 'the refusal ' : ''}"${text}"`;
  return [
    `\`${String(finish)}\``,
    ...(isSame ? ['all of it'] : [spoken, ...called]),
    ...(model === 'm-1' ? [] : [`by ${model}`]),
    ...(outputTokens === 0 ? ['no tokens'] : []),
  ].join(', ');
}
