import { insideOf } from './inside-of.ts';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { badArgument } from '../../model/error.ts';
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
import { askerOf, listens } from '../ask/index.ts';
import { readRoute } from '../ask/route.ts';
import type { AskAt } from '../ask/way.ts';
import { startContainer } from '../docker/container-system.ts';
import { reachFromContainers } from '../docker/reach.ts';
import { proxyInside } from './proxy-env.ts';

/** How to start an agent in a container, and how to ask it. */
export interface ContainerOptions {
  /** An image by name and version, which is pulled if missing; or give `build`. */
  readonly image?: string;
  /** A folder with a Dockerfile to build the image from. */
  readonly build?: string;
  /** The command, in place of the image's own. */
  readonly command?: readonly string[];
  /** Variables for the agent; addresses of points work inside the container. */
  readonly env?: (at: At) => Readonly<Record<string, string>>;
  /** The port at which the agent listens in the container, at 0.0.0.0. */
  readonly port: number;
  /**
   * When the agent is ready: `GET /health` replies 2xx, a line of output matches a pattern, or
   * `healthy` (by the image's health check). By default when it replies to HTTP at all; with a
   * function for `ask`, as soon as it runs.
   */
  readonly ready?: string | RegExp;
  /** The most time to get ready; 30 s by default. */
  readonly readyWithin?: Duration;
  /** As for `service`: `POST /chat`, `a2a /path`, `ag-ui /path`, or a function that asks. */
  readonly ask: string | AskAt;
  /** As for `service`. */
  readonly body?: (ask: Ask) => unknown;
  /** How to read the answer from the text of the reply; by default its JSON, or the text. */
  readonly answer?: AnswerReader;
  /** Folders of this machine that the agent can read: `{ './agent': '/app' }`. */
  readonly mount?: Readonly<Record<string, string>>;
  /** The working folder, and the user; by default the image's own. */
  readonly cwd?: string;
  readonly user?: string;
  /**
   * `refuse`, the default: requests to hosts that are no point are refused and recorded, if the
   * agent respects `HTTP_PROXY`. `none`: no proxy is set.
   */
  readonly proxy?: 'refuse' | 'none';
  /** The most processors; no limit by default. */
  readonly cpus?: number;
  /** The most memory (MiB); no limit by default. */
  readonly memoryMb?: number;
}

/**
 * An agent in its own container, on Docker or a compatible engine. Needs the package
 * testcontainers. Host faults strike it by the name `agent`. The container is removed however this
 * process ends.
 * @example container({ image: 'my-agent:1.4', port: 8080, ready: 'GET /health', ask: 'POST /chat' })
 */
export function container(options: ContainerOptions): System {
  const askAt = check(options);
  const { ask, image, build = '.' } = options;
  const ready = options.ready ?? (listens(ask, askAt) ? undefined : 'running');
  const name = image ?? `image of ${build}`;
  return {
    name,
    modes: ['wire'],
    hosts: ['agent'],
    reach: reachFromContainers,
    start: (at) => start(options, at, { name, askAt: askerOf(ask, options), ready }),
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
    ...options.env?.(insideOf(at)),
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

function check(options: ContainerOptions): AskAt {
  const needs = ['port', 'ask'] as const;
  demandOptions(options, { what: 'the options of container(…)', shape, needs, alias });
  const { image, build, ask, ready } = options;
  if ((image === undefined) === (build === undefined)) {
    const got = image === undefined ? 'neither' : 'both';
    throw badArgument(
      'either `image` or `build`',
      got,
      'Name an image, or a folder to build one from.',
    );
  }
  if (typeof ready === 'string' && ready !== 'healthy') readRoute(ready, '`ready`');
  return askerOf(ask, options);
}

function folder(path: string): string {
  const full = resolve(path);
  // The engine would make an empty one, and the agent miss its files.
  if (existsSync(full)) return full;
  throw badArgument('a file or folder to mount', `none at ${full}`, 'Correct `mount`.');
}
