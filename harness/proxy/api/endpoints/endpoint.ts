import type { EventLog } from '../event-log.ts';
import type { Guard } from '../guard.ts';
import type { MetricKind } from '../metrics.ts';
import type { Registry } from '../registry.ts';
import type { ApiReply } from '../reply.ts';
import type { Pathed } from './router.ts';
import type { Kinds } from './toxic-body.ts';

/** What the answers to requests are made from. */
export interface Api {
  readonly registry: Registry;
  readonly guard: Guard;
  readonly events: EventLog;
  readonly metrics: readonly MetricKind[];
  readonly kinds: Kinds;
}

/** A request that has found its endpoint. */
export interface ApiRequest {
  /** A step of the path: `proxy` of `/proxies/{proxy}`. */
  readonly param: (name: string) => string;
  readonly query: URLSearchParams;
  /** @throws Refusal 400 where it does not come in time, 413 where it is too large. */
  readonly body: () => Promise<Uint8Array>;
}

/** One thing that the API can do. Refusals that it throws are answered as such. */
export interface Endpoint extends Pathed {
  readonly answer: (api: Api, asked: ApiRequest) => ApiReply | Promise<ApiReply>;
}
