import type { JsonObject } from '../../../model/json/walk.ts';

/** The words in which an era of the protocol says what all eras say. */
export interface WireEra {
  readonly version: '1.0' | '0.3';
  readonly methods: Readonly<Record<'send' | 'stream' | 'get' | 'cancel', string>>;
  /** The part of a message that holds an input: text, or JSON. */
  readonly partOf: (input: unknown) => JsonObject;
  readonly role: string;
  /** Has the agent answer with the task at once, so that it can be cancelled meanwhile. */
  readonly configuration: JsonObject;
}

const v1: WireEra = {
  version: '1.0',
  methods: {
    send: 'SendMessage',
    stream: 'SendStreamingMessage',
    get: 'GetTask',
    cancel: 'CancelTask',
  },
  partOf: (input) => (typeof input === 'string' ? { text: input } : { data: input }),
  role: 'ROLE_USER',
  configuration: { returnImmediately: true },
};

const v03: WireEra = {
  version: '0.3',
  methods: {
    send: 'message/send',
    stream: 'message/stream',
    get: 'tasks/get',
    cancel: 'tasks/cancel',
  },
  partOf: (input) =>
    typeof input === 'string' ? { kind: 'text', text: input } : { kind: 'data', data: input },
  role: 'user',
  configuration: { blocking: false },
};

/** The eras that are spoken, newest first. */
export const wireEras: readonly WireEra[] = [v1, v03];

/** The era of a version such as `1.0` or `0.3.0`; null where none is spoken. */
export function eraOf(version: string): WireEra | null {
  if (/^1(\.|$)/.test(version)) return v1;
  return /^0\.3(\.|$)/.test(version) ? v03 : null;
}
