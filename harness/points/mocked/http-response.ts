import { HttpResponse as MockedResponse, type HttpResponseInit, type JsonBodyType } from 'msw';
import { plainHeaders } from '../../model/http/plain-headers.ts';
import { textResponses } from '../../model/http/text-response.ts';

/** A response of a mocked tool. */
export type HttpResponse<Body extends JsonBodyType> = MockedResponse<Body>;

/**
 * MSW's `HttpResponse`, whose `json` makes neither a stream nor a `Headers` before one is asked for:
 * the answer of a mocked tool is read as a text.
 *
 * @example
 * http.get('/flights', () => HttpResponse.json([{ id: 'BA548', price: 480 }]))
 */
export const HttpResponse: typeof MockedResponse = new Proxy(MockedResponse, {
  get: (target, name, receiver) =>
    name === 'json' ? json : (Reflect.get(target, name, receiver) as unknown),
});

/** Reads a response of `json` that nothing was done with; undefined for any other. */
export function takenJson(response: Response): ReturnType<typeof responses.take> {
  return responses.take(response);
}

/** MSW's mark of a content type that the handler did not give, which answers to GraphQL may change. */
const byDefault = { [Symbol.for('kDefaultContentType')]: { value: true } };

const responses = textResponses({
  prototype: Object.create(MockedResponse.prototype, byDefault) as object,
  make: (text, init) => new MockedResponse(text, init),
});

const json = ((body, init) =>
  plainJson(body, init) ?? MockedResponse.json(body, init)) as typeof MockedResponse.json;

function plainJson(body: unknown, init: HttpResponseInit = {}): Response | undefined {
  for (const name in init) if (name !== 'status' && name !== 'headers') return undefined;
  const given = plainHeaders(init.headers);
  if (given === undefined || 'content-type' in given) return undefined;
  const { status = 200 } = init;
  const text = JSON.stringify(body) as string | undefined;
  if (text === undefined || !Number.isInteger(status)) return undefined;
  const length = given['content-length'] ?? String(Buffer.byteLength(text));
  const headers = { ...given, 'content-length': length, 'content-type': 'application/json' };
  return responses.make(text, { status: status || 200, headers });
}
