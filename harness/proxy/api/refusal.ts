/** A refused request, with Toxiproxy's status and message. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
  }
}

/** The refusal of a malformed body. */
export function badBody(why: string): Refusal {
  return new Refusal(400, `bad request body: ${why}`);
}

/** The refusal of a body without a required field, such as `upstream at proxy 2`. */
export function missing(what: string): Refusal {
  return new Refusal(400, `missing required field: ${what}`);
}

/** Toxiproxy's refusals of a name, a type or a direction. */
export const refusals = {
  noProxy: (): Refusal => new Refusal(404, 'proxy not found'),
  proxyExists: (): Refusal => new Refusal(409, 'proxy already exists'),
  noToxic: (): Refusal => new Refusal(404, 'toxic not found'),
  toxicExists: (): Refusal => new Refusal(409, 'toxic already exists'),
  badType: (): Refusal => new Refusal(400, 'invalid toxic type'),
  badStream: (): Refusal =>
    new Refusal(400, 'stream was invalid, can be either upstream or downstream'),
} as const;

/** Turns any error into a refusal, with status 500 by default. */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  return new Refusal(500, error instanceof Error ? error.message : String(error));
}
