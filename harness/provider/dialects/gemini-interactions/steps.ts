import { digest } from '../../../model/json/json.ts';
import { parsedJson } from '../../../model/json/parsed-json.ts';
import { isObject } from '../../../model/json/walk.ts';
import type { Turn } from '../../../model/turn.ts';
import type { ChatRequest } from '../dialect.ts';

/** A step of an interaction, its arguments as the model writes them. */
export type InteractionStep =
  | { readonly type: 'thought'; readonly summary: string; readonly signature: string }
  | { readonly type: 'model_output'; readonly text: string }
  | {
      readonly type: 'function_call';
      readonly id: string;
      readonly name: string;
      readonly arguments: string;
    };

/**
 * The steps of a turn: its thoughts, its text, its calls. Thoughts are sealed, and have a summary
 * where the request asks for one, '' where it does not.
 */
export function stepsOf(
  { thoughts, text, toolCalls }: Turn,
  { body }: ChatRequest,
): InteractionStep[] {
  const steps: InteractionStep[] = [];
  if (thoughts !== undefined) {
    const config = body?.['generation_config'];
    const isShown = isObject(config) && config['thinking_summaries'] === 'auto';
    const signature = Buffer.from(`thought ${digest(thoughts)}`).toString('base64');
    steps.push({ type: 'thought', summary: isShown ? thoughts : '', signature });
  }
  if (text !== '') steps.push({ type: 'model_output', text });
  return [
    ...steps,
    ...toolCalls.map((call): InteractionStep => ({ type: 'function_call', ...call })),
  ];
}

/** The words of a step as the model writes them. */
export function wordsOf(step: InteractionStep): string {
  switch (step.type) {
    case 'thought':
      return step.summary;
    case 'model_output':
      return step.text;
    case 'function_call':
      return step.arguments;
  }
}

/** A step as JSON has it: of a call whose arguments are no object nothing is left. */
export function wiredStep(step: InteractionStep): readonly object[] {
  switch (step.type) {
    case 'thought': {
      const { type, summary, signature } = step;
      return [{ type, signature, ...(summary !== '' && { summary: [textContent(summary)] }) }];
    }
    case 'model_output':
      return [{ type: step.type, content: [textContent(step.text)] }];
    case 'function_call': {
      const args = parsedJson(step.arguments);
      return isObject(args) ? [{ ...step, arguments: args }] : [];
    }
  }
}

/** A content of text. */
export function textContent(text: string): object {
  return { type: 'text', text };
}
