import { LLMock } from '@copilotkit/aimock';
import { text } from './answers.ts';
import { saysUsage } from '../says-usage.ts';

/** In pieces of the same length as ours, and as many. */
const mock = new LLMock({ port: 0, logLevel: 'silent', chunkSize: 9 });
mock.onMessage(/./, { content: text });
await mock.start();
saysUsage(new URL(mock.url).host);
