import { badArgument } from '../../harness/model/error.ts';
import { didYouMean } from '../../harness/model/options/nearest.ts';
import { refuseFar } from '../../harness/points/refuse-far.ts';
import {
  dialectNameOf,
  dialects,
  type DialectName,
} from '../../harness/provider/dialects/index.ts';
import type { Routing } from '../../harness/provider/upstream/passing.ts';
import {
  openUpstream,
  type Upstream,
  type UpstreamOptions,
} from '../../harness/provider/upstream/upstream.ts';

/** The flags that name real upstreams. */
export interface UpstreamFlags {
  readonly upstream?: readonly string[];
  readonly upstreamTimeout: number;
  readonly allowRemote?: boolean;
}

/** The upstreams of a command, and which of them a request is for. */
export interface Upstreams {
  readonly routing: Routing;
  readonly addresses: readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * Opens upstreams by their flags: `URL` for all paths, `anthropic=URL` for those of one dialect.
 * @throws HarnessError `bad-argument`, `not-supported` for one off private networks.
 */
export async function openUpstreams(flags: UpstreamFlags): Promise<Upstreams> {
  const { upstream: given = [], upstreamTimeout: timeoutMs, allowRemote = false } = flags;
  const opened = new Map<DialectName | 'all', Upstream>();
  for (const words of given) {
    const [name, url] = namedIn(words);
    if (opened.has(name)) throw twice(name);
    opened.set(name, await openNear({ url, timeoutMs }, allowRemote));
  }
  return {
    routing: (incoming) => opened.get(dialectNameOf(incoming) ?? 'all') ?? opened.get('all'),
    addresses: [...opened.values()].map(({ url }) => url.href.replace(/\/$/, '')),
    close: async () => void (await Promise.all([...opened.values()].map((one) => one.close()))),
  };
}

/** Opens an upstream; throws `not-supported` for one that may not be so far. */
export async function openNear(options: UpstreamOptions, allowRemote: boolean): Promise<Upstream> {
  const upstream = openUpstream({ ...options, allowRemote });
  const { hostname, port, protocol } = upstream.url;
  const address = `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
  if (!allowRemote) await refuseFar(address, nearOnly);
  return upstream;
}

function namedIn(words: string): readonly [name: DialectName | 'all', url: string] {
  const [, name, url = ''] = /^([\w-]+)=(.*)$/s.exec(words) ?? [];
  if (name === undefined) return ['all', words];
  if (Object.hasOwn(dialects, name)) return [name as DialectName, url];
  const known = Object.keys(dialects);
  throw badArgument(
    `one of ${known.join(', ')} before the = of --upstream`,
    JSON.stringify(name),
    `${didYouMean(name, known)}Leave it out for an upstream of all paths.`,
  );
}

function twice(name: string): Error {
  const got = name === 'all' ? 'two for all paths' : `two for ${name}`;
  return badArgument('one --upstream for each dialect', got, 'Leave one of them out.');
}

const nearOnly = {
  expected: 'an upstream on loopback or a private network',
  fix: 'Start one near, or give --allow-remote: each call may cost what the provider charges.',
};
