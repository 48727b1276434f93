import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { taskHeader } from '../../model/trace/trace-context.ts';

/**
 * Adds the task to each request of this process to these origins, since sockets lose the async
 * context. Covers `fetch`, undici and `node:http`; returns a function that ends this.
 */
export function markRequests(
  origins: ReadonlySet<string>,
  taskOf: () => string | undefined,
): () => void {
  const onUndici = (message: unknown) => {
    const { request } = message as { readonly request: UndiciRequest };
    const task = origins.has(String(request.origin)) ? taskOf() : undefined;
    if (task !== undefined) request.addHeader(taskHeader, task);
  };
  const onHttp = (message: unknown) => {
    const { request } = message as { readonly request: ClientRequest };
    const origin = `${request.protocol}//${String(request.getHeader('host'))}`;
    const task = origins.has(origin) ? taskOf() : undefined;
    if (task !== undefined && !request.headersSent) request.setHeader(taskHeader, task);
  };
  subscribe('undici:request:create', onUndici);
  subscribe('http.client.request.created', onHttp);
  return () => {
    unsubscribe('undici:request:create', onUndici);
    unsubscribe('http.client.request.created', onHttp);
  };
}

/** The part of undici's request that is used, which every version since 5 has. */
interface UndiciRequest {
  readonly origin: string | URL;
  readonly addHeader: (name: string, value: string) => void;
}
