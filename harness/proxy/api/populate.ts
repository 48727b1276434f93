import type { Api } from './endpoint.ts';
import { itemsOf } from './go-struct.ts';
import type { Json } from './json-reader.ts';
import type { ToxicView } from './json-writer.ts';
import { readProxies } from './proxy-body.ts';
import { asRefusal, Refusal } from './refusal.ts';
import type { Populated } from './registry.ts';
import { readToxic, type Kinds } from './toxic-body.ts';

/**
 * Makes proxies from a list in JSON, as `/populate` gets it and a configuration holds it: looks at
 * all of it first, then does one after the other, as far as it goes.
 */
export async function populateFrom(
  { registry, guard, kinds }: Pick<Api, 'registry' | 'guard' | 'kinds'>,
  body: () => Promise<Uint8Array>,
): Promise<Populated> {
  try {
    const listed = readProxies(await body());
    for (const { wanted } of listed) await guard(wanted.upstream);
    const wanted = listed.map(({ wanted, json }, index) => {
      const toxics = kinds.isExtended ? readToxics(json, kinds, index + 1) : undefined;
      return toxics ? { ...wanted, toxics } : wanted;
    });
    return await registry.populate(wanted);
  } catch (error) {
    return { entries: [], refusal: asRefusal(error) };
  }
}

function readToxics(json: Json, kinds: Kinds, proxy: number): readonly ToxicView[] | undefined {
  const [, list] =
    (json.kind === 'object' ? json.entries : []).find(([key]) => key.toLowerCase() === 'toxics') ??
    [];
  if (!list) return undefined;
  const toxics = new Map<string, ToxicView>();
  for (const [index, item] of itemsOf(list, '[]toxics.ToxicWrapper').entries()) {
    try {
      const toxic = readToxic(item, kinds, (name) => toxics.has(name));
      toxics.set(toxic.name, toxic);
    } catch (error) {
      const { status, message } = asRefusal(error);
      throw new Refusal(status, `${message} at toxic ${index + 1} of proxy ${proxy}`);
    }
  }
  return [...toxics.values()];
}
