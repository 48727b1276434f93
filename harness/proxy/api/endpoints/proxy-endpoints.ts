import type { Endpoint } from './endpoint.ts';
import { proxiesJson, proxyJson } from '../json/json-writer.ts';
import { readChange, readProxy } from './proxy-body.ts';
import { bare, json } from '../reply.ts';

/** `GET /proxies` */
export const listProxies: Endpoint['answer'] = ({ registry }) =>
  json(proxiesJson(registry.all().map((entry) => entry.view())));

/** `POST /proxies` */
export const createProxy: Endpoint['answer'] = async ({ registry, guard }, { body }) => {
  const wanted = readProxy(await body());
  await guard(wanted.upstream);
  const entry = await registry.create(wanted);
  return json(proxyJson(entry.view()), 201);
};

/** `GET /proxies/{proxy}` */
export const showProxy: Endpoint['answer'] = ({ registry }, { param }) =>
  json(proxyJson(registry.get(param('proxy')).view()));

/** `PATCH /proxies/{proxy}`, and the older POST */
export const updateProxy: Endpoint['answer'] = async ({ registry, guard }, { param, body }) => {
  const entry = registry.get(param('proxy'));
  const bytes = await body();
  return await entry.turns(async () => {
    const change = readChange(bytes, entry.view());
    if (change.upstream !== entry.view().upstream) await guard(change.upstream);
    await entry.update(change);
    return json(proxyJson(entry.view()));
  });
};

/** `DELETE /proxies/{proxy}` */
export const deleteProxy: Endpoint['answer'] = async ({ registry }, { param }) => {
  await registry.remove(param('proxy'));
  return bare(204);
};
