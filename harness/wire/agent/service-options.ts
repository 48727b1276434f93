import { badArgument } from '../../model/error.ts';
import { isObject } from '../../model/json/walk.ts';
import {
  anything,
  anyText,
  durationTo,
  either,
  flag,
  func,
  listOf,
  oneOf,
  pattern,
  text,
} from '../../model/options/kinds.ts';
import type { Ask, At } from '../../model/scenario.ts';
import { type Duration } from '../../model/options/duration.ts';
import { demandOptions, type Demand } from '../../model/options/strict.ts';
import { checkReader, type AnswerReader } from './answer.ts';
import { askerOf } from '../ask/index.ts';
import { readRoute } from '../ask/route.ts';
import type { AskAt } from '../ask/way.ts';
import type { InheritEnv } from './child-env.ts';
import { checkFiles, type Files } from './files.ts';
import { inputMark, type Program } from './program.ts';
import type { ProxyChoice } from './proxy-env.ts';

/** How to start an agent in its own process, and how to ask it. */
export interface ServiceOptions {
  /** The program and its arguments, one entry each; no shell parses them. */
  readonly command: readonly string[];
  /**
   * The working folder, or a function of the run: `(at) => at.path('repo')`. By default the folder of the run (`at.scratch`) if there are `files`, else
   * that of the harness.
   */
  readonly cwd?: string | ((at: At) => string);
  /**
   * Files to write before the start, by path: in the folder of the run, or in the agent's home
   * (`~/.config/agent.json`). Text, a value for JSON, or a function of the addresses. Removed
   * afterwards.
   */
  readonly files?: Files;
  /**
   * `own`, the default: a home that holds only `files`, so that your logins cannot be used.
   * `inherit`: your home.
   */
  readonly home?: 'own' | 'inherit';
  /** Variables for the agent, such as the address of each point. `PORT` fixes its port. */
  readonly env?: (at: At) => Readonly<Record<string, string>>;
  /**
   * When the agent is ready: `GET /health` replies 2xx, or a line of output matches a pattern whose
   * first group may be its URL or port. By default when its port accepts connections; with a
   * function for `ask`, as soon as it runs. With `terminal` the pattern of what it shows when it can
   * be asked, such as its prompt; by default when it shows nothing more.
   */
  readonly ready?: string | RegExp;
  /** The most time to get ready; 15 s by default. */
  readonly readyWithin?: Duration;
  /**
   * A route such as `POST /chat` for JSON `{ id, input }`; `a2a /path` or `ag-ui /path` for those
   * protocols, `list name redis://host` or `stream name redis://host` for a queue. `stdin`: one process for each task,
   * which reads the input and prints the answer. `argument`: the same with the input as an
   * argument, in place of `{input}` or the last. `terminal`: the same, typed in. Or a function that asks.
   */
  readonly ask: string | AskAt;
  /**
   * With `terminal`, what the agent shows once it has answered, such as its prompt; what comes before
   * is the answer. By default the agent has answered once it ends.
   */
  readonly until?: RegExp;
  /**
   * With `stdin`, `argument` or `terminal`, the command for the later messages of a task: it goes on with the
   * conversation that the first began. Without it a task is one message.
   */
  readonly resume?: readonly string[];
  /**
   * Makes the JSON to send in place of `{ id, input }`; with A2A and AG-UI an object of fields of the
   * request.
   */
  readonly body?: (ask: Ask) => unknown;
  /**
   * How to read the answer from the output or the reply. By default `last line` of a program; of a
   * reply its JSON, or its text.
   */
  readonly answer?: AnswerReader;
  /** Which variables the agent inherits; all except secrets by default. */
  readonly inheritEnv?: InheritEnv;
  /** The HTTP proxy for the agent: `refuse`, the default, refuses hosts that are no point, and `pass` does not. */
  readonly proxy?: ProxyChoice;
}

/** Whether each task gets its own process. */
export function isPerTask(ask: ServiceOptions['ask']): ask is Program['by'] | 'terminal' {
  return ask === 'stdin' || ask === 'argument' || ask === 'terminal';
}

/** Throws `bad-argument` for options that contradict one another. */
export function checkService(options: ServiceOptions): void {
  const alias = {
    cmd: 'command',
    health: 'ready',
    timeout: 'readyWithin',
    readyMs: 'readyWithin',
  } as const;
  const needs = ['command', 'ask'] as const;
  demandOptions(options, { what: 'the options of service(…)', shape, needs, alias });
  const { command, ask, answer, ready, resume } = options;
  if (command.length === 0)
    throw badArgument('a command', 'an empty one', 'Give at least the program.');
  if (isPerTask(ask)) checkReader(answer);
  else askerOf(ask, options, ['stdin', 'argument', 'terminal']);
  if (typeof ready === 'string') readRoute(ready, '`ready`');
  checkReady(options);
  if (!isPerTask(ask) && resume !== undefined) {
    const fix = 'Leave `resume` out: a server is asked every message of a task.';
    throw badArgument(
      "no `resume` but with `ask: 'stdin'`, `'argument'` or `'terminal'`",
      'one',
      fix,
    );
  }
  if (resume?.length === 0) {
    throw badArgument('a command to resume with', 'an empty one', 'Give at least the program.');
  }
  const words = [...command, ...(resume ?? [])];
  if (ask !== 'argument' && words.some((word) => word.includes(inputMark))) {
    throw badArgument(
      `\`ask: 'argument'\` where the command has ${inputMark}`,
      String(ask),
      'Change `ask`.',
    );
  }
  checkFiles(options.files ?? {}, options.home !== 'inherit');
}

function checkReady({ ask, ready, until }: ServiceOptions): void {
  if (ask === 'terminal' ? typeof ready === 'string' : isPerTask(ask) && ready !== undefined) {
    const what = ask === 'terminal' ? 'a pattern for `ready`' : 'no `ready`';
    throw badArgument(`${what} with \`ask: ${String(ask)}\``, String(ready), 'Leave `ready` out.');
  }
  if (ask !== 'terminal' && until !== undefined) {
    const fix = 'Leave `until` out: other answers end with the output or the reply.';
    throw badArgument("no `until` but with `ask: 'terminal'`", String(until), fix);
  }
}

const shape: Demand<ServiceOptions>['shape'] = {
  command: listOf(anyText, "a list of words: ['node', 'agent.js']"),
  resume: listOf(anyText, "a list of words: ['my-agent', '--continue', '{input}']"),
  cwd: either(text, func("a function of the run: (at) => at.path('repo')")),
  files: { words: "an object of texts by path: { 'config.json': '{}' }", fits: isObject },
  home: oneOf('own', 'inherit'),
  env: func('a function of the addresses: (at) => ({ URL: at.url(…) })'),
  ready: either(text, pattern),
  readyWithin: durationTo('10 min'),
  until: pattern,
  ask: either(text, func()),
  body: func('a function of what is asked'),
  answer: anything,
  inheritEnv: either(flag, listOf(text, 'a list of names of variables')),
  proxy: oneOf('refuse', 'pass', 'inherit', 'none'),
};
