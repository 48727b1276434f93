import type { Settings } from '../entry.ts';
import { bool, fill, itemsOf, nested, text, type Struct } from '../json/go-struct.ts';
import { readJson } from '../json/json-reader.ts';
import { missing } from '../refusal.ts';
import type { ProxyWanted } from '../registry.ts';

/**
 * Reads the body of a request for a new proxy.
 * @throws Refusal 400.
 */
export function readProxy(body: Uint8Array): ProxyWanted {
  const wanted = { name: '', listen: '', upstream: '', isEnabled: true };
  fill(proxyStruct(wanted, named), readJson(body));
  check(wanted, '');
  return wanted;
}

/**
 * Reads the body of a change of a proxy; fields that are left out keep their values.
 * @throws Refusal 400.
 */
export function readChange(body: Uint8Array, now: Settings): Settings {
  const { listen, upstream, isEnabled } = now;
  const wanted = { name: '', listen, upstream, isEnabled };
  fill(proxyStruct(wanted, named), readJson(body));
  return wanted;
}

/** An item of a list of proxies, and the JSON it was read from. */
export interface Listed {
  readonly wanted: ProxyWanted;
  readonly json: unknown;
}

/**
 * Reads the body of `/populate`, or a configuration file.
 * @throws Refusal 400 for the first bad item.
 */
export function readProxies(body: Uint8Array): readonly Listed[] {
  const json = readJson(body);
  const listed = itemsOf(json, `[]${anonymous.type}`).map((json) => {
    const wanted = { name: '', listen: '', upstream: '', isEnabled: true };
    fill(proxyStruct(wanted, anonymous), json);
    return { wanted, json };
  });
  for (const [index, { wanted }] of listed.entries()) check(wanted, ` at proxy ${index + 1}`);
  return listed;
}

type Names = Pick<Struct, 'name' | 'type'>;

const named: Names = { name: 'Proxy', type: 'toxiproxy.Proxy' };
const anonymous: Names = {
  name: '',
  type: 'struct { toxiproxy.Proxy; Enabled *bool "json:\\"enabled\\"" }',
};
const logger: Struct = { name: 'Logger', type: 'zerolog.Logger', fields: {} };

function proxyStruct(
  wanted: { -readonly [K in keyof ProxyWanted]: ProxyWanted[K] },
  names: Names,
): Struct {
  const fields = {
    name: text((name) => (wanted.name = name)),
    listen: text((listen) => (wanted.listen = listen)),
    upstream: text((upstream) => (wanted.upstream = upstream)),
    enabled: bool((isEnabled) => (wanted.isEnabled = isEnabled)),
    // The real server shows it, so that clients send it back.
    Logger: nested(logger),
  };
  return { ...names, fields };
}

function check({ name, upstream }: ProxyWanted, where: string): void {
  if (name === '') throw missing(`name${where}`);
  if (upstream === '') throw missing(`upstream${where}`);
}
