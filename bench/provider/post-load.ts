import autocannon from 'autocannon';

/** How a model is asked. */
export interface PostLoadOptions {
  readonly stream: boolean;
  readonly connections: number;
  readonly seconds: number;
}

/** Asks a model the same as fast as it answers; throws where an answer is no 200. */
export async function postLoad(
  address: string,
  { stream, connections, seconds }: PostLoadOptions,
): Promise<{ readonly requests: number; readonly perSecond: number }> {
  const { requests, duration, non2xx, errors } = await autocannon({
    url: `http://${address}/v1/chat/completions`,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
    body: JSON.stringify({ ...request, stream }),
    connections,
    duration: seconds,
  });
  if (non2xx > 0 || errors > 0) throw new Error(`${non2xx} answers were no 200, ${errors} failed`);
  return { requests: requests.total, perSecond: requests.total / duration };
}

/** A turn in the middle of a task, as agents send it. */
const request = {
  model: 'gpt-5',
  messages: [
    { role: 'system', content: 'You book trips. Say what you did, and nothing else.' },
    { role: 'user', content: 'Find a flight to Rome on Friday, and book it.' },
    {
      role: 'assistant',
      content: null,
      tool_calls: [
        { id: 'call_1', type: 'function', function: { name: 'find', arguments: '{"to":"Rome"}' } },
      ],
    },
    { role: 'tool', tool_call_id: 'call_1', content: '{"flight":"BA548","price":480}' },
  ],
  tools: ['find', 'book', 'cancel'].map((name) => ({
    type: 'function',
    function: {
      name,
      description: `To ${name} a flight.`,
      parameters: { type: 'object', properties: { to: { type: 'string' } } },
    },
  })),
};
