import type { Api, Endpoint } from './endpoint.ts';
import {
  createProxy,
  deleteProxy,
  listProxies,
  showProxy,
  updateProxy,
} from './proxy-endpoints.ts';
import { populate, reset, showEvents, showMetrics, showVersion } from './server-endpoints.ts';
import { createToxic, deleteToxic, listToxics, showToxic, updateToxic } from './toxic-endpoints.ts';

/** The endpoints of a server, according to its options. */
export function endpointsOf({ metrics, kinds }: Api): readonly Endpoint[] {
  return [
    ...always,
    ...(metrics.length > 0 ? [{ path: '/metrics', answer: showMetrics }] : []),
    ...(kinds.isExtended ? [{ methods: ['GET'], path: '/events', answer: showEvents }] : []),
  ];
}

const always: readonly Endpoint[] = [
  { methods: ['GET'], path: '/version', answer: showVersion },
  { methods: ['POST'], path: '/reset', answer: reset },
  { methods: ['POST'], path: '/populate', answer: populate },
  { methods: ['GET'], path: '/proxies', answer: listProxies },
  { methods: ['POST'], path: '/proxies', answer: createProxy },
  { methods: ['GET'], path: '/proxies/{proxy}', answer: showProxy },
  { methods: ['PATCH', 'POST'], path: '/proxies/{proxy}', answer: updateProxy },
  { methods: ['DELETE'], path: '/proxies/{proxy}', answer: deleteProxy },
  { methods: ['GET'], path: '/proxies/{proxy}/toxics', answer: listToxics },
  { methods: ['POST'], path: '/proxies/{proxy}/toxics', answer: createToxic },
  { methods: ['GET'], path: '/proxies/{proxy}/toxics/{toxic}', answer: showToxic },
  { methods: ['PATCH', 'POST'], path: '/proxies/{proxy}/toxics/{toxic}', answer: updateToxic },
  { methods: ['DELETE'], path: '/proxies/{proxy}/toxics/{toxic}', answer: deleteToxic },
];
