import { insideOf } from './inside-of.ts';
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { badArgument } from '../../model/error.ts';
import {
  anything,
  durationTo,
  either,
  func,
  listOf,
  oneOf,
  pattern,
  text,
  whole,
} from '../../model/options/kinds.ts';
import { toMs, type Duration } from '../../model/options/duration.ts';
import { demandOptions, type Demand } from '../../model/options/strict.ts';
import type { Ask, At, System } from '../../model/scenario.ts';
import type { AnswerReader } from './answer.ts';
import { askerOf, listens } from '../ask/index.ts';
import { readRoute } from '../ask/route.ts';
import type { AskAt } from '../ask/way.ts';
import { startCompose } from '../docker/compose-system.ts';
import { reachFromContainers } from '../docker/reach.ts';

/** Which service of a Compose file is the agent, and how to ask the agent. */
export interface ComposeOptions {
  /** The agent's service, which is started with its dependencies. */
  readonly service: string;
  /** The port at which the agent listens in the container, at 0.0.0.0. */
  readonly port: number;
  /** Other services to start, which host faults may strike. */
  readonly hosts?: readonly string[];
  /** More Compose files; each overrides those before it. */
  readonly overrides?: readonly string[];
  /** Variables for the agent's service; addresses of points work inside the network. */
  readonly env?: (at: At) => Readonly<Record<string, string>>;
  /** As for `container`. Requests to the file's other services are direct. */
  readonly proxy?: 'refuse' | 'none';
  /** As for `container`: `GET /health`, a pattern for a line of output, or `healthy`. */
  readonly ready?: string | RegExp;
  /** The most time to get ready once the services are up; 60 s by default. */
  readonly readyWithin?: Duration;
  /** As for `service`: `POST /chat`, `a2a /path`, `ag-ui /path`, or a function that asks. */
  readonly ask: string | AskAt;
  /** As for `service`. */
  readonly body?: (ask: Ask) => unknown;
  /** How to read the answer from the text of the reply; by default its JSON, or the text. */
  readonly answer?: AnswerReader;
}

/**
 * An agent that is a service of a Compose file, with the services around it. Each run has its own
 * project and network. Host faults strike services by name. Containers, networks and volumes are
 * removed however this process ends.
 * @example compose('docker-compose.yml', { service: 'agent', port: 8080, ask: 'POST /chat' })
 */
export function compose(file: string, options: ComposeOptions): System {
  const asked = check(options);
  const { service, port, hosts = [], overrides = [], ask, readyWithin = '60 s' } = options;
  const ready = options.ready ?? (listens(ask, asked) ? undefined : 'running');
  const name = `${service} of ${basename(file)}`;
  const others = hosts.filter((host) => host !== service);
  return {
    name,
    modes: ['wire'],
    hosts: [service, ...others],
    reach: reachFromContainers,
    start: (at) => {
      const files = [file, ...overrides].map(existing);
      const env = options.env?.(insideOf(at)) ?? {};
      const refusing = options.proxy === 'none' ? undefined : at.proxy;
      const askAt = askerOf(ask, options);
      const services = { service, others, port, env, refusing };
      return startCompose({ name, files, ...services, ready, readyMs: toMs(readyWithin), askAt });
    },
  };
}

const shape: Demand<ComposeOptions>['shape'] = {
  service: text,
  port: whole(1, 65_535),
  hosts: listOf(text, 'a list of services'),
  overrides: listOf(text, 'a list of Compose files'),
  env: func('a function of the addresses: (at) => ({ URL: at.url(…) })'),
  proxy: oneOf('refuse', 'none'),
  ready: either(text, pattern),
  readyWithin: durationTo('10 min'),
  ask: either(text, func()),
  body: func('a function of what is asked'),
  answer: anything,
};

const alias = { readyMs: 'readyWithin' } as const;

function check(options: ComposeOptions): AskAt {
  const needs = ['service', 'port', 'ask'] as const;
  demandOptions(options, { what: 'the options of compose(…)', shape, needs, alias });
  const { ask, ready } = options;
  if (typeof ready === 'string' && ready !== 'healthy') readRoute(ready, '`ready`');
  return askerOf(ask, options);
}

function existing(file: string): string {
  const full = resolve(file);
  if (existsSync(full)) return full;
  throw badArgument(
    'a Compose file',
    `none at ${full}`,
    'Correct the path: it is looked up from here.',
  );
}
