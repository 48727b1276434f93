import type { Endpoint } from './endpoint.ts';
import { readJson } from '../json/json-reader.ts';
import { toxicJson, type ToxicView } from '../json/json-writer.ts';
import type { ProxyEntry } from '../entry.ts';
import { refusals } from '../refusal.ts';
import { bare, json } from '../reply.ts';
import { readToxic, readToxicChange } from './toxic-body.ts';

/** `GET /proxies/{proxy}/toxics` */
export const listToxics: Endpoint['answer'] = ({ registry }, { param }) =>
  json(registry.get(param('proxy')).toxics.all().map(toxicJson));

/** `POST /proxies/{proxy}/toxics` */
export const createToxic: Endpoint['answer'] = async ({ registry, kinds }, { param, body }) => {
  const entry = registry.get(param('proxy'));
  const bytes = await body();
  return await entry.turns(async () => {
    const isTaken = (name: string) => entry.toxics.find(name) !== undefined;
    const toxic = readToxic(readJson(bytes), kinds, isTaken);
    await entry.putToxic(toxic);
    return json(toxicJson(toxic));
  });
};

/** `GET /proxies/{proxy}/toxics/{toxic}` */
export const showToxic: Endpoint['answer'] = ({ registry }, { param }) =>
  json(toxicJson(toxicOf(registry.get(param('proxy')), param('toxic'))));

/** `PATCH /proxies/{proxy}/toxics/{toxic}`, and the older POST */
export const updateToxic: Endpoint['answer'] = async ({ registry, kinds }, { param, body }) => {
  const entry = registry.get(param('proxy'));
  toxicOf(entry, param('toxic'));
  const bytes = await body();
  return await entry.turns(async () => {
    const now = toxicOf(entry, param('toxic'));
    const { toxic, refusal } = readToxicChange(readJson(bytes), kinds, now);
    if (toxic !== now) await entry.putToxic(toxic);
    if (refusal) throw refusal;
    return json(toxicJson(toxic));
  });
};

/** `DELETE /proxies/{proxy}/toxics/{toxic}` */
export const deleteToxic: Endpoint['answer'] = async ({ registry }, { param }) => {
  const entry = registry.get(param('proxy'));
  return await entry.turns(async () => {
    await entry.removeToxic(toxicOf(entry, param('toxic')).name);
    return bare(204);
  });
};

function toxicOf({ toxics }: ProxyEntry, name: string): ToxicView {
  const toxic = toxics.find(name);
  if (!toxic) throw refusals.noToxic();
  return toxic;
}
