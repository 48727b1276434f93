import { createParser } from 'eventsource-parser';
import { parsedJson } from '../../model/json/parsed-json.ts';
import { AgentError } from '../agent/agent-error.ts';

/**
 * The data of each event of a stream of server-sent events, as JSON; what comes after the last blank
 * line is no event. Throws an AgentError for data that is no JSON.
 */
export async function* jsonEvents(texts: AsyncIterable<string>): AsyncGenerator {
  const found: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => found.push(data) });
  for await (const text of texts) {
    parser.feed(text);
    for (const data of found.splice(0)) {
      const value = parsedJson(data);
      if (value !== undefined) yield value;
      else throw new AgentError(`an event is no JSON: ${data.slice(0, 2000)}`, 200, data);
    }
  }
}

/** Whether a media type is that of server-sent events. */
export function isEventStream(type: string): boolean {
  return /^text\/event-stream\b/i.test(type);
}
