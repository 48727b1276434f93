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

/** How an embedded Toxiproxy is started; what is left out is as with `toxiproxy-server`. */
export interface ToxiproxyOptions {
  /** 127.0.0.1 where left out. */
  readonly host?: string;
  /** Of the API; 0, a free one, where left out. */
  readonly port?: number;
  /** A JSON file with the proxies to begin with, as `/populate` takes them. */
  readonly config?: string;
  /** What toxics draw from; another one each time where left out. */
  readonly seed?: number;
  /** What `/metrics` shows; without any it is not there. */
  readonly metrics?: readonly MetricKind[];
  /** Lets proxies stand in front of hosts off loopback and private networks. */
  readonly allowRemote?: boolean;
  /** Accepts what Toxiproxy does not have: more toxics, toxics in lists, `/events`. */
  readonly extended?: boolean;
}

/** An embedded Toxiproxy that is running. */
export interface RunningToxiproxy {
  /** Of the API, for any client of Toxiproxy: `http://127.0.0.1:8474`. */
  readonly url: string;
  readonly seed: number;
  /** The names of the proxies that it began with. */
  readonly proxies: readonly string[];
  /** What of the configuration may not be as it was meant. */
  readonly notes: readonly string[];
  /** Stops every proxy, and ends every connection at once. */
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
