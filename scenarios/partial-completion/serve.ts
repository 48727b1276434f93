import type { ServerResponse } from 'node:http';
import { bodyOf, goneWith, listen, setting, type Refusal } from '../agent-server.ts';
import { KeyConflict, tripAgent } from './agent.ts';
import type { Answer } from './answer.ts';
import { without } from './safeguards.ts';

const agent = tripAgent({
  modelUrl: setting('OPENAI_BASE_URL'),
  toolUrls: {
    flight: setting('FLIGHTS_URL'),
    hotel: setting('HOTELS_URL'),
    car: setting('CARS_URL'),
    alerts: setting('ALERTS_URL'),
  },
  stateDir: setting('STATE_DIR'),
  safeguards: without(process.env['WITHOUT']),
});

/** Tasks under way in this process: whoever asks for the same one meanwhile shares its answer. */
const running = new Map<string, { readonly input: string; readonly answer: Promise<Answer> }>();

listen(
  'POST /trip',
  async (request, response) => {
    const { id, input } = JSON.parse(await bodyOf(request)) as { id: unknown; input: unknown };
    if (typeof id !== 'string' || id === '') throw new SyntaxError('a trip needs an id');
    const text = JSON.stringify(input);
    const other = running.get(id);
    if (other && other.input !== text) throw new KeyConflict(`task ${id} is another request`);
    return await (other?.answer ?? begin(id, input, text, response));
  },
  refusalOf,
);

function refusalOf(error: unknown): Refusal {
  const { name, message } = error as Error;
  const status = error instanceof KeyConflict ? 409 : error instanceof SyntaxError ? 400 : 500;
  return { status, body: { error: name, text: message } };
}

function begin(
  id: string,
  input: unknown,
  text: string,
  response: ServerResponse,
): Promise<Answer> {
  // A caller that hangs up stops the work where it stands; the log lets it ask again.
  const answer = agent(input, { id, signal: goneWith(response) }).finally(() => running.delete(id));
  running.set(id, { input: text, answer });
  return answer;
}
