import { isObject } from '../../../model/json/walk.ts';
import type { Api } from './endpoint.ts';
import { itemsOf } from '../json/go-struct.ts';
import type { ToxicView } from '../json/json-writer.ts';
import { readProxies } from './proxy-body.ts';
import { asRefusal, Refusal } from '../refusal.ts';
import type { Populated } from '../registry.ts';
import { readToxic, type Kinds } from './toxic-body.ts';

/** The result of populating from a list. */
export interface PopulatedFrom extends Populated {
  /** Whether the list has toxics that the server ignores, as the real one does. */
  readonly passesOverToxics: boolean;
}

/**
 * Makes proxies from a JSON list, the body of `/populate` or a configuration file. Checks the whole
 * list first, then makes one after the other, up to the first refusal.
 */
export async function populateFrom(
  { registry, guard, kinds }: Pick<Api, 'registry' | 'guard' | 'kinds'>,
  body: () => Promise<Uint8Array>,
): Promise<PopulatedFrom> {
  try {
    const listed = readProxies(await body());
    await Promise.all(listed.map(({ wanted }) => guard(wanted.upstream)));
    const wanted = listed.map(({ wanted, json }, index) => {
      const toxics = kinds.isExtended ? readToxics(json, kinds, index + 1) : undefined;
      return toxics ? { ...wanted, toxics } : wanted;
    });
    const passesOverToxics =
      !kinds.isExtended && listed.some(({ json }) => toxicsIn(json) !== undefined);
    return { ...(await registry.populate(wanted)), passesOverToxics };
  } catch (error) {
    return { entries: [], refusal: asRefusal(error), passesOverToxics: false };
  }
}

function toxicsIn(json: unknown): unknown {
  const entries = isObject(json) ? Object.entries(json) : [];
  return entries.find(([key]) => key.toLowerCase() === 'toxics')?.[1];
}

function readToxics(json: unknown, kinds: Kinds, proxy: number): readonly ToxicView[] | undefined {
  const list = toxicsIn(json);
  if (list === undefined) return undefined;
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
