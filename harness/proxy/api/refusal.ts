/** A request that cannot be done, in Toxiproxy's words: what the API answers in its place. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
  }
}

/** The refusal of a body that cannot be understood; `why` in the words of Go's JSON decoder. */
export function badBody(why: string): Refusal {
  return new Refusal(400, `bad request body: ${why}`);
}

/** The refusal of a body that leaves out what has to be there: `upstream at proxy 2`. */
export function missing(what: string): Refusal {
  return new Refusal(400, `missing required field: ${what}`);
}

/** What Toxiproxy says of a name, a type or a direction, each with its status. */
export const refusals = {
  noProxy: (): Refusal => new Refusal(404, 'proxy not found'),
  proxyExists: (): Refusal => new Refusal(409, 'proxy already exists'),
  noToxic: (): Refusal => new Refusal(404, 'toxic not found'),
  toxicExists: (): Refusal => new Refusal(409, 'toxic already exists'),
  badType: (): Refusal => new Refusal(400, 'invalid toxic type'),
  badStream: (): Refusal =>
    new Refusal(400, 'stream was invalid, can be either upstream or downstream'),
} as const;

/** Any error as a refusal; what has no status is a 500. */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  return new Refusal(500, error instanceof Error ? error.message : String(error));
}
