import { HarnessError } from '../../model/error.ts';
import {
  anything,
  anyText,
  durationTo,
  either,
  flag,
  func,
  isObject,
  listOf,
  oneOf,
  pattern,
  text,
} from '../../model/options/kinds.ts';
import type { Ask, At } from '../../model/scenario.ts';
import { type Duration } from '../../model/options/duration.ts';
import { demandOptions, type Demand } from '../../model/options/strict.ts';
import { checkReader, type AnswerReader } from './answer.ts';
import { askerOf, readRoute, type AskAt } from './ask-http.ts';
import type { InheritEnv } from './child-env.ts';
import { checkFiles, type Files } from './files.ts';
import { inputMark, type Program } from './program.ts';
import type { ProxyChoice } from './proxy-env.ts';

/** How to start an agent in a process of its own, and how to ask it. */
export interface ServiceOptions {
  /** The program and its arguments, one word an entry; no shell reads it. */
  readonly command: readonly string[];
  /**
   * Where it runs. Where left out: the folder of the run (`at.scratch`) if `files` are given, else the
   * folder the harness runs in.
   */
  readonly cwd?: string;
  /**
   * Files to write before it starts, by path: in the folder of the run, or in its home
   * (`~/.config/agent.json`). Text, a value for JSON, or a function of the addresses. Removed after.
   */
  readonly files?: Files;
  /**
   * `own`: a home folder of its own, empty except for `files`, so that no login of yours can be used.
   * `inherit`: yours. `own` where left out.
   */
  readonly home?: 'own' | 'inherit';
  /** Variables it gets, such as the address of each point. `PORT` here fixes its port. */
  readonly env?: (at: At) => Readonly<Record<string, string>>;
  /**
   * How to tell that it is ready: `GET /health` (asked until it answers 2xx), or a pattern for a
   * line of its output, whose first group may be its URL or port. Where left out, it is ready when
   * it accepts connections on its port; with a function for `ask`, as soon as it runs.
   */
  readonly ready?: string | RegExp;
  /** How long that may take; 15 s where left out. */
  readonly readyWithin?: Duration;
  /**
   * `POST /chat`: JSON `{ id, input }` there, answered with JSON or text. `stdin`: a process a task,
   * which reads the input and prints the answer. `argument`: the same, but the input stands where
   * `command` says `{input}`, or is its last word. Or a function that asks in its own way.
   */
  readonly ask: string | AskAt;
  /** The JSON to send in place of `{ id, input }`. */
  readonly body?: (ask: Ask) => unknown;
  /**
   * How to read the answer in what the program printed, or in the reply. Where left out: `last line`
   * of a program; the JSON of a reply, or its text.
   */
  readonly answer?: AnswerReader;
  /** Which variables it inherits; all but secrets where left out. */
  readonly inheritEnv?: InheritEnv;
  /** Which HTTP proxy it is told of; `refuse` where left out: hosts that are no point are refused. */
  readonly proxy?: ProxyChoice;
}

/** Whether a process is started for each task. */
export function isPerTask(ask: ServiceOptions['ask']): ask is Program['by'] {
  return ask === 'stdin' || ask === 'argument';
}

/** Throws `bad-argument` for options that make no sense. */
export function checkService(options: ServiceOptions): void {
  const alias = {
    cmd: 'command',
    health: 'ready',
    timeout: 'readyWithin',
    readyMs: 'readyWithin',
  } as const;
  const needs = ['command', 'ask'] as const;
  demandOptions(options, { what: 'the options of service(…)', shape, needs, alias });
  const { command, ask, answer, ready } = options;
  if (command.length === 0) throw bad('a command', 'an empty one', 'Give at least the program.');
  if (isPerTask(ask)) checkReader(answer);
  else askerOf(ask, options);
  if (typeof ready === 'string') readRoute(ready, '`ready`');
  if (isPerTask(ask) && ready !== undefined) {
    throw bad(`no \`ready\` with \`ask: ${ask}\``, String(ready), 'Leave `ready` out.');
  }
  if (ask !== 'argument' && command.some((word) => word.includes(inputMark))) {
    throw bad(
      `\`ask: 'argument'\` where the command has ${inputMark}`,
      String(ask),
      'Change `ask`.',
    );
  }
  checkFiles(options.files ?? {}, options.home !== 'inherit');
}

const shape: Demand<ServiceOptions>['shape'] = {
  command: listOf(anyText, "a list of words: ['node', 'agent.js']"),
  cwd: text,
  files: { words: "an object of texts by path: { 'config.json': '{}' }", fits: isObject },
  home: oneOf('own', 'inherit'),
  env: func('a function of the addresses: (at) => ({ URL: at.url(…) })'),
  ready: either(text, pattern),
  readyWithin: durationTo('10 min'),
  ask: either(text, func()),
  body: func('a function of what is asked'),
  answer: anything,
  inheritEnv: either(flag, listOf(text, 'a list of names of variables')),
  proxy: oneOf('refuse', 'inherit', 'none'),
};

function bad(expected: string, got: string, fix: string): HarnessError {
  return new HarnessError('bad-argument', { expected, got, fix });
}
