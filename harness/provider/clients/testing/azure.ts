import { AzureOpenAI } from 'openai';
import { address, type Client } from './client.ts';
import { chat, type Make } from './openai.ts';

const azure: Make = (fetch, timeout) =>
  new AzureOpenAI({
    endpoint: address,
    apiKey: 'test',
    apiVersion: '2024-10-21',
    fetch,
    ...(timeout && { timeout }),
  });

/** The `AzureOpenAI` client of the package `openai` 7, of a deployment's Chat Completions. */
export const azureOpenai: Client = chat('openai', azure);
