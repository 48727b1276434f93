import type { Attributes, Toxic } from '../../toxic.ts';

/** A toxic as the API shows it: `stream` as it was typed, `UpStream` if need be. */
export interface ToxicView extends Omit<Toxic, 'stream'> {
  readonly stream: string;
}

/** A proxy as the API shows it. */
export interface ProxyView {
  readonly name: string;
  readonly listen: string;
  readonly upstream: string;
  readonly isEnabled: boolean;
  readonly toxics: readonly ToxicView[];
}

/** A text as Go's encoder writes it: what HTML would take for its own is escaped. */
export function writeText(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A list of values that are written already; Go writes a slice that was never made as `null`. */
export function writeList(written: readonly string[], empty: '[]' | 'null' = '[]'): string {
  return written.length === 0 ? empty : `[${written.join(',')}]`;
}

/** A toxic in the field order of the real server. */
export function writeToxic(toxic: ToxicView): string {
  const { attributes, name, type, stream, toxicity, beyond = {} } = toxic;
  return (
    `{"attributes":{${writeFields(attributes)}},"name":${writeText(name)},` +
    `"type":${writeText(type)},"stream":${writeText(stream)},"toxicity":${toxicity}` +
    Object.entries(beyond)
      .map(([key, value]) => `,${writeText(snakeCase(key))}:${value}`)
      .join('') +
    '}'
  );
}

function writeFields(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([key, value]) => {
      const written = typeof value === 'string' ? writeText(value) : String(value);
      return `${writeText(key)}:${written}`;
    })
    .join(',');
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A proxy in the field order of the real server, with the `Logger` that it shows by accident. */
export function writeProxy({ name, listen, upstream, isEnabled, toxics }: ProxyView): string {
  return (
    `{"name":${writeText(name)},"listen":${writeText(listen)},"upstream":${writeText(upstream)},` +
    `"enabled":${isEnabled},"Logger":{},"toxics":${writeList(toxics.map(writeToxic))}}`
  );
}

/** All proxies by name, sorted by the bytes of their names, as Go writes a map. */
export function writeProxies(proxies: readonly ProxyView[]): string {
  const keyed = proxies.map((proxy) => ({ proxy, key: Buffer.from(proxy.name) }));
  const sorted = keyed.toSorted((a, b) => Buffer.compare(a.key, b.key));
  const fields = sorted.map(({ proxy }) => `${writeText(proxy.name)}:${writeProxy(proxy)}`);
  return `{${fields.join(',')}}`;
}
