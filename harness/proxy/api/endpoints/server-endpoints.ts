import type { Endpoint } from './endpoint.ts';
import { eventStream } from '../event-stream.ts';
import { metricsType, proxyFamilies, runtimeFamilies, writeMetrics } from '../metrics.ts';
import { populateFrom } from './populate.ts';
import { bare, json, writeRefusal } from '../reply.ts';
import { writeList, writeProxy } from '../json/json-writer.ts';

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
  const proxies = writeList(
    entries.map((entry) => writeProxy(entry.view())),
    'null',
  );
  return refusal
    ? json(`{${writeRefusal(refusal)},"proxies":${proxies}}`, refusal.status)
    : json(`{"proxies":${proxies}}`, 201);
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
