import {
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime';
import { expect, test } from 'vitest';
import { lostReply } from '../../../../faults/index.ts';
import { scenario } from '../../../../index.ts';
import { completes } from '../../../checks/completes.ts';
import { eventsOf } from '../../../model/trace/trace.ts';
import { inProcess } from '../../../run/in-process.ts';
import { run } from '../../../run/run.ts';
import { provider } from '../../provider.ts';

const asked = { modelId: 'm', messages: [{ role: 'user' as const, content: [{ text: 'Hi' }] }] };

test("AWS's client asks over HTTP/2 by default, and asks again where a reply is lost", async () => {
  const asks = scenario('greets', {
    points: { model: provider({ script: () => 'Hello, Zoë.' }) },
    system: inProcess((at) => {
      const client = new BedrockRuntimeClient({
        region: 'us-east-1',
        endpoint: at.url('model'),
        credentials: { accessKeyId: 'AKIDTEST', secretAccessKey: 'test' },
      });
      return async () => {
        const { output } = await client.send(new ConverseCommand(asked));
        let text = output?.message?.content?.[0]?.text ?? 'nothing';
        const { stream = [] } = await client.send(new ConverseStreamCommand(asked));
        for await (const event of stream) text += event.contentBlockDelta?.delta?.text ?? '';
        return text;
      };
    }),
    tasks: [{ input: 'Hi', expect: { answer: 'Hello, Zoë.Hello, Zoë.' } }],
    phases: ['fault'],
    plan: [lostReply().at('model', { calls: 1 })],
    checks: [completes()],
  });
  const { trace, verdicts } = await run(asks, { mode: 'wire', seed: 1 });
  expect(verdicts.filter(({ verdict }) => verdict.result === 'fail')).toEqual([]);
  const ends = eventsOf(trace, 'call.end').map(({ outcome }) => outcome);
  expect(ends).toEqual(['broken', 'replied', 'replied']);
});
