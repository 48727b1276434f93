import { randomInt } from 'node:crypto';
import { HarnessError } from '../../model/error.ts';
import { flag, listOf, oneOf, text, whole } from '../../model/options/kinds.ts';
import { demandOptions, type Demand } from '../../model/options/strict.ts';
import type { MetricKind } from '../../proxy/api/metrics.ts';
import type { Refusal } from '../../proxy/api/refusal.ts';
import { newToxiproxy } from '../../proxy/api/toxiproxy.ts';
import { toxicKinds } from '../../proxy/toxics/index.ts';
import { listen } from '../process/port.ts';
import { readRegularFile } from '../../model/json/regular-file.ts';

/** Options of an embedded Toxiproxy; defaults are those of `toxiproxy-server`. */
export interface ToxiproxyOptions {
  /** The host to listen at; 127.0.0.1 by default. */
  readonly host?: string;
  /** The port of the API; 0, a free port, by default. */
  readonly port?: number;
  /** A JSON file with initial proxies, in the form of `/populate`. */
  readonly config?: string;
  /** The seed of all draws; random by default. */
  readonly seed?: number;
  /** The metrics at `/metrics`; without any, the path does not exist. */
  readonly metrics?: readonly MetricKind[];
  /** Allows upstreams outside loopback and private networks. */
  readonly allowRemote?: boolean;
  /** Accepts extensions beyond Toxiproxy: more toxics, toxics in lists, `/events`. */
  readonly extended?: boolean;
}

/** A running Toxiproxy in this process. */
export interface RunningToxiproxy {
  /** The URL of the API, for any client of Toxiproxy: `http://127.0.0.1:8474`. */
  readonly url: string;
  readonly seed: number;
  /** The names of the initial proxies. */
  readonly proxies: readonly string[];
  /** Notes on parts of the configuration that may not mean what was intended. */
  readonly notes: readonly string[];
  /** Stops every proxy, and ends every connection. */
  readonly close: () => Promise<void>;
}

/**
 * Starts a Toxiproxy in this process: the HTTP API of version 2.12 and its toxics, for any of its
 * clients.
 * @throws HarnessError `port-in-use`, `unreadable` or `bad-argument`, with nothing left open.
 * @example
 * const { url, close } = await toxiproxy();
 * const client = new Toxiproxy(url); // of toxiproxy-node-client
 */
export async function toxiproxy(options: ToxiproxyOptions = {}): Promise<RunningToxiproxy> {
  demandOptions(options, { what: 'the options of toxiproxy(…)', shape: optionShape });
  const { host = '127.0.0.1', port = 0, config, seed = randomInt(2 ** 32) } = options;
  const { metrics = [], allowRemote = false, extended = false } = options;
  const json = config === undefined ? null : await readConfig(config);
  const { server, populate, close } = newToxiproxy({
    host,
    seed,
    metrics,
    allowsRemote: allowRemote,
    isExtended: extended,
  });
  try {
    const begun = json ? await populate(json) : null;
    if (begun?.refusal) throw badConfig(config ?? '', begun.refusal, extended);
    const bound = await listen(server, port, host, 'the API of Toxiproxy');
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
    const proxies = [...new Set(begun?.entries.map(({ name }) => name))];
    return { url, seed, proxies, notes: begun?.passesOverToxics ? [passedOver] : [], close };
  } catch (error) {
    await close();
    throw error;
  }
}

const optionShape: Demand<ToxiproxyOptions>['shape'] = {
  host: text,
  port: whole(0, 65_535),
  config: text,
  seed: whole(0),
  metrics: listOf(oneOf('proxy', 'runtime')),
  allowRemote: flag,
  extended: flag,
};

const passedOver =
  'toxics in a configuration are passed over, as toxiproxy-server does; --extended puts them on';

const mostConfigBytes = 10 << 20;

async function readConfig(file: string): Promise<Uint8Array> {
  try {
    return await readRegularFile(file, mostConfigBytes);
  } catch (error) {
    throw new HarnessError(
      'unreadable',
      {
        expected: `a list of proxies in ${file}`,
        got: error instanceof Error ? error.message : String(error),
        fix: 'Give a file of at most 10 MB that may be read.',
      },
      { cause: error },
    );
  }
}

function badConfig(file: string, { message }: Refusal, extended: boolean): HarnessError {
  const isTaken = message.endsWith('address already in use');
  return new HarnessError(isTaken ? 'port-in-use' : 'bad-argument', {
    expected: `a list of proxies that can be opened in ${file}`,
    got: message,
    fix: fixes.find(([when]) => when.test(message))?.[1](extended) ?? shape,
  });
}

const shape =
  'Write [{ "name": "redis", "listen": "127.0.0.1:26379", "upstream": "127.0.0.1:6379" }].';

const fixes: readonly (readonly [when: RegExp, fix: (extended: boolean) => string])[] = [
  [
    /address already in use$/,
    () => 'Stop what holds that port, or have the proxy listen elsewhere.',
  ],
  [
    /--allow-remote/,
    () => 'Add --allow-remote if you mean to strike a host that is not yours alone.',
  ],
  [/^listen tcp/, () => 'Let `listen` be host:port of this machine, such as 127.0.0.1:26379.'],
  [
    /^invalid toxic type/,
    (extended) => {
      const known = toxicKinds.filter(({ beyond }) => extended || !beyond);
      return `Let \`type\` be one of ${known.map(({ type }) => type).join(', ')}.`;
    },
  ],
  [/^stream was invalid/, () => 'Let `stream` be "upstream" or "downstream".'],
  [/must be/, () => 'Give the attribute a value that the toxic can work with.'],
];
