import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { HarnessError } from '../../model/error.ts';
import {
  amount,
  anything,
  anyText,
  durationTo,
  either,
  func,
  listOf,
  oneOf,
  pattern,
  recordOf,
  text,
  whole,
} from '../../model/options/kinds.ts';
import { toMs, type Duration } from '../../model/options/duration.ts';
import { demandOptions, type Demand } from '../../model/options/strict.ts';
import type { Ask, At, RunningSystem, System } from '../../model/scenario.ts';
import type { AnswerReader } from './answer.ts';
import { askerOf, readRoute, type AskAt } from './ask-http.ts';
import { startContainer } from '../docker/container-system.ts';
import { reachFromContainers } from '../docker/reach.ts';
import { proxyInside } from './proxy-env.ts';

/** How to start an agent in a container, and how to ask it. */
export interface ContainerOptions {
  /** An image by name and version, fetched where it is not there; or give `build`. */
  readonly image?: string;
  /** A folder with a Dockerfile to build the image from. */
  readonly build?: string;
  /** In place of the image's own command. */
  readonly command?: readonly string[];
  /** Variables it gets; the address of a point is one that works inside. */
  readonly env?: (at: At) => Readonly<Record<string, string>>;
  /** The port the agent listens on, inside, at 0.0.0.0. */
  readonly port: number;
  /**
   * `GET /health` (asked until it answers 2xx), a pattern for a line of its output, or `healthy` (by
   * the image's own health check). Where left out, it is ready when it answers HTTP at all; with a
   * function for `ask`, as soon as it runs.
   */
  readonly ready?: string | RegExp;
  /** How long that may take; 30 s where left out. */
  readonly readyWithin?: Duration;
  /** `POST /chat`: JSON `{ id, input }` there; or a function that asks in its own way. */
  readonly ask: string | AskAt;
  /** The JSON to send in place of `{ id, input }`. */
  readonly body?: (ask: Ask) => unknown;
  /** How to read the answer in the text of the reply; its JSON, or the text, where left out. */
  readonly answer?: AnswerReader;
  /** Folders of this machine it can read: `{ './agent': '/app' }`. */
  readonly mount?: Readonly<Record<string, string>>;
  /** The folder it runs in, and as whom; the image's own where left out. */
  readonly cwd?: string;
  readonly user?: string;
  /**
   * `refuse`, where left out: its requests to hosts that are no point are refused and noted, where it
   * heeds `HTTP_PROXY`. `none`: it is told of no proxy.
   */
  readonly proxy?: 'refuse' | 'none';
  /** How many processors' worth of time it may use; all where left out. */
  readonly cpus?: number;
  /** How much memory it may use, in MiB; all where left out. */
  readonly memoryMb?: number;
}

/**
 * An agent in a container of its own, on Docker or what speaks its language. Needs the package
 * testcontainers. Host faults strike it by the name of `agent`. Whatever way this process ends, the
 * container is removed.
 * @example container({ image: 'my-agent:1.4', port: 8080, ready: 'GET /health', ask: 'POST /chat' })
 */
export function container(options: ContainerOptions): System {
  check(options);
  const { ask, image, build = '.' } = options;
  const askAt = askerOf(ask, options);
  const ready = options.ready ?? (typeof ask === 'string' ? undefined : 'running');
  const name = image ?? `image of ${build}`;
  return {
    name,
    modes: ['wire'],
    hosts: ['agent'],
    reach: reachFromContainers,
    start: (at) => start(options, at, { name, askAt, ready }),
  };
}

function start(
  options: ContainerOptions,
  at: At,
  how: {
    readonly name: string;
    readonly askAt: AskAt;
    readonly ready: string | RegExp | undefined;
  },
): Promise<RunningSystem> {
  const { image, build, command, port, readyWithin = '30 s', cwd, user, cpus, memoryMb } = options;
  // What is written there outlives a crash: its own files are kept while it is dead.
  const env = {
    ...(at.proxy !== undefined && options.proxy !== 'none' && proxyInside(at.proxy)),
    ...options.env?.({ url: at.url, address: at.address, scratch: '/tmp' }),
  };
  const binds = Object.entries(options.mount ?? {}).map(([from, to]) => `${folder(from)}:${to}:ro`);
  return startContainer({
    ...how,
    readyMs: toMs(readyWithin),
    port,
    env,
    binds,
    source: image === undefined ? { build: resolve(build ?? '.') } : { image },
    settings: {
      ...(command && { Cmd: [...command] }),
      ...(cwd !== undefined && { WorkingDir: cwd }),
      ...(user !== undefined && { User: user }),
    },
    limits: {
      ...(cpus !== undefined && { NanoCpus: Math.round(cpus * 1e9) }),
      ...(memoryMb !== undefined && { Memory: memoryMb * 1024 * 1024 }),
    },
  });
}

const shape: Demand<ContainerOptions>['shape'] = {
  image: text,
  build: text,
  command: listOf(anyText, 'a list of words'),
  env: func('a function of the addresses: (at) => ({ URL: at.url(…) })'),
  port: whole(1, 65_535),
  ready: either(text, pattern),
  readyWithin: durationTo('10 min'),
  ask: either(text, func()),
  body: func('a function of what is asked'),
  answer: anything,
  mount: recordOf(text, "an object of folders: { './agent': '/app' }"),
  cwd: text,
  user: text,
  proxy: oneOf('refuse', 'none'),
  cpus: amount(0.01),
  memoryMb: amount(1),
};

const alias = { readyMs: 'readyWithin' } as const;

function check(options: ContainerOptions): void {
  const needs = ['port', 'ask'] as const;
  demandOptions(options, { what: 'the options of container(…)', shape, needs, alias });
  const { image, build, ask, ready } = options;
  if ((image === undefined) === (build === undefined)) {
    const got = image === undefined ? 'neither' : 'both';
    throw bad('either `image` or `build`', got, 'Name an image, or a folder to build one from.');
  }
  if (typeof ask === 'string') readRoute(ask, '`ask`');
  if (typeof ready === 'string' && ready !== 'healthy') readRoute(ready, '`ready`');
}

function folder(path: string): string {
  const full = resolve(path);
  // The engine would make an empty one, and the agent miss its files.
  if (existsSync(full)) return full;
  throw bad('a file or folder to mount', `none at ${full}`, 'Correct `mount`.');
}

function bad(expected: string, got: string, fix: string): HarnessError {
  return new HarnessError('bad-argument', { expected, got, fix });
}
