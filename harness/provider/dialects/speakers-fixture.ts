import type { Speaker } from '../testing/speaker.ts';
import { anthropicSpeaker } from './anthropic/speaker-fixture.ts';
import { azureChatSpeaker, azureResponsesSpeaker } from './azure/speaker-fixture.ts';
import { bedrockSpeaker } from './bedrock/speaker-fixture.ts';
import { geminiSpeaker } from './gemini/speaker-fixture.ts';
import { interactionsSpeaker } from './gemini-interactions/speaker-fixture.ts';
import type { DialectName } from './index.ts';
import { ollamaSpeaker } from './ollama/speaker-fixture.ts';
import { chatSpeaker } from './openai-chat/speaker-fixture.ts';
import { responsesSpeaker } from './openai-responses/speaker-fixture.ts';

/** One client a dialect: a dialect without one does not compile. */
export const speakers: Readonly<Record<DialectName, Speaker>> = {
  'openai-chat': chatSpeaker,
  'openai-responses': responsesSpeaker,
  anthropic: anthropicSpeaker,
  gemini: geminiSpeaker,
  'gemini-interactions': interactionsSpeaker,
  ollama: ollamaSpeaker,
  'azure-chat': azureChatSpeaker,
  'azure-responses': azureResponsesSpeaker,
  bedrock: bedrockSpeaker,
};
