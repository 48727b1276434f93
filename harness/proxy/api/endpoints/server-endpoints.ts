import type { Endpoint } from './endpoint.ts';
import { eventStream } from '../event-stream.ts';
import { metricsType, writeMetrics } from '../../../model/prometheus.ts';
import { proxyFamilies, runtimeFamilies } from '../metrics.ts';
import { populateFrom } from './populate.ts';
import { bare, json, refusalJson } from '../reply.ts';
import { proxyJson } from '../json/json-writer.ts';

/** The version of Toxiproxy whose API this is. */
export const toxiproxyVersion = '2.12.0';

/** `GET /version` */
export const showVersion: Endpoint['answer'] = () => ({
  status: 200,
  headers: { 'content-type': 'application/json;charset=utf-8' },
  body: `{"version": "${toxiproxyVersion}"}\n`,
});

/** `POST /populate` */
export const populate: Endpoint['answer'] = async (api, { body }) => {
  const { entries, refusal } = await populateFrom(api, body);
  const all = entries.map((entry) => proxyJson(entry.view()));
  // Go writes a list that was never made as null.
  const proxies = all.length === 0 ? null : all;
  return refusal
    ? json({ ...refusalJson(refusal), proxies }, refusal.status)
    : json({ proxies }, 201);
};

/** `POST /reset` */
export const reset: Endpoint['answer'] = async ({ registry }) => {
  await registry.reset();
  return bare(204);
};

/** `/metrics`, where there are any. */
export const showMetrics: Endpoint['answer'] = ({ registry, metrics }) => {
  const families = [
    ...(metrics.includes('proxy') ? proxyFamilies(registry.traffic()) : []),
    ...(metrics.includes('runtime') ? runtimeFamilies() : []),
  ];
  return { status: 200, headers: { 'content-type': metricsType }, body: writeMetrics(families) };
};

/** `GET /events?since=12` */
export const showEvents: Endpoint['answer'] = ({ events }, { query }) => {
  const since = Number(query.get('since'));
  return eventStream(events, Number.isSafeInteger(since) ? since : 0);
};
