import type { EventLog } from '../event-log.ts';
import type { Guard } from '../guard.ts';
import type { MetricKind } from '../metrics.ts';
import type { Registry } from '../registry.ts';
import type { ApiReply } from '../reply.ts';
import type { Pathed } from './router.ts';
import type { Kinds } from './toxic-body.ts';

/** What endpoints work with. */
export interface Api {
  readonly registry: Registry;
  readonly guard: Guard;
  readonly events: EventLog;
  readonly metrics: readonly MetricKind[];
  readonly kinds: Kinds;
}

/** A request to an endpoint. */
export interface ApiRequest {
  /** A parameter of the path: `proxy` of `/proxies/{proxy}`. */
  readonly param: (name: string) => string;
  readonly query: URLSearchParams;
  /**
   * Reads the body.
   * @throws Refusal 400 for a body that is late, 413 for one that is too large.
   */
  readonly body: () => Promise<Uint8Array>;
}

/** An endpoint of the API. It may throw a Refusal, which is sent as the reply. */
export interface Endpoint extends Pathed {
  readonly answer: (api: Api, asked: ApiRequest) => ApiReply | Promise<ApiReply>;
}
