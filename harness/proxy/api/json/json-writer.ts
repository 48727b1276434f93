import type { Toxic } from '../../toxic.ts';

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

/** A toxic as JSON, its fields in the order of the real server. */
export function toxicJson({ attributes, name, type, stream, toxicity, beyond }: ToxicView): object {
  const extended = Object.entries(beyond ?? {}).map(([key, value]) => [snakeCase(key), value]);
  return { attributes, name, type, stream, toxicity, ...Object.fromEntries(extended) };
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A proxy as JSON, its fields in the order of the real server; that one shows a `Logger`, too. */
export function proxyJson({ name, listen, upstream, isEnabled, toxics }: ProxyView): object {
  return { name, listen, upstream, enabled: isEnabled, Logger: {}, toxics: toxics.map(toxicJson) };
}

/** All proxies as JSON, keyed and sorted by name. */
export function proxiesJson(proxies: readonly ProxyView[]): object {
  const sorted = proxies.toSorted((a, b) =>
    Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)),
  );
  return Object.fromEntries(sorted.map((proxy) => [proxy.name, proxyJson(proxy)]));
}
