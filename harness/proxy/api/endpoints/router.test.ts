import { expect, test } from 'vitest';
import { match } from './router.ts';

const routes = [
  { methods: ['GET'], path: '/proxies' },
  { methods: ['POST'], path: '/proxies' },
  { methods: ['GET'], path: '/proxies/{proxy}/toxics/{toxic}' },
  { path: '/metrics' },
];

const cases: readonly (readonly [request: string, found: object])[] = [
  ['GET /proxies', { kind: 'found', route: routes[0], params: {} }],
  ['POST /proxies?a=b', { kind: 'found', route: routes[1], params: {} }],
  ['GET http://host:1/proxies', { kind: 'found', route: routes[0], params: {} }],
  [
    'GET /proxies/a%20%C3%A9/toxics/%25',
    { kind: 'found', route: routes[2], params: { proxy: 'a é', toxic: '%' } },
  ],
  ['HEAD /metrics', { kind: 'found', route: routes[3], params: {} }],
  ['HEAD /proxies', { kind: 'wrong-method' }],
  ['GET /proxies/', { kind: 'not-found' }],
  ['GET /proxies/a', { kind: 'not-found' }],
  ['GET /proxies/a%2Fb/toxics/c', { kind: 'not-found' }],
  ['GET /', { kind: 'not-found' }],
  ['GET //proxies?a=b', { kind: 'moved', to: '/proxies?a=b' }],
  ['GET /x/../proxies/./a%20b/', { kind: 'moved', to: '/proxies/a%20b/' }],
  ['GET /proxies/%zz', { kind: 'bad-target' }],
];

test.for(cases)('%s', ([request, found]) => {
  const [method = '', target = ''] = request.split(' ');
  expect(match(routes, method, target)).toEqual(found);
});
