import type { Rig } from '../../testing/rig.ts';

/** The end of a stream as a client tells it. */
export interface Streamed {
  readonly text: string;
  /** Its finish in the client's own words, or `none`. */
  readonly finish: string;
  /** The errors that reached a callback alone. */
  readonly quiet?: readonly unknown[];
}

/** A real client library in its default settings, asked the same as each other one. */
export interface Client {
  /** Its package, whose version is pinned. */
  readonly package: string;
  /** The address that it is given, with the version in it or not. */
  readonly ask: (fetch: Rig['fetch']) => PromiseLike<string>;
  readonly stream?: (fetch: Rig['fetch']) => Promise<Streamed>;
  /** Asks with a timeout of a second; absent where the client has none. */
  readonly impatient?: (fetch: Rig['fetch'], stream: boolean) => PromiseLike<unknown>;
  /** Asks with the tool `price` on offer; the arguments that reach the tool, or what is in their place. */
  readonly tool?: (fetch: Rig['fetch']) => PromiseLike<unknown>;
}

/** The address of the model; nothing answers there. */
export const address = 'http://model.invalid';

/** The question. */
export const prompt = 'What does Rome cost?';

/** The JSON schema of the tool. */
export const schema = {
  type: 'object' as const,
  properties: { city: { type: 'string' as const } },
  required: ['city'],
  additionalProperties: false,
};
