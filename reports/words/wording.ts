import type { Effect } from '../../harness/model/fault/effect.ts';
import type { Outcome } from '../../harness/model/trace/outcome.ts';
import type { Role } from '../../harness/model/phase.ts';
import type { Plan, Strike, Target } from '../../harness/model/fault/plan.ts';
import type {
  CallOutcome,
  Ending,
  Event,
  Disposition,
  Missed,
} from '../../harness/model/trace/trace.ts';
import type { Result } from '../../harness/model/trace/verdict.ts';
import { clip, printable } from './printable.ts';
import { snippet } from './snippet.ts';

/** The word for each verdict. */
export const resultWords: Readonly<Record<Result, string>> = {
  pass: 'pass',
  unknown: 'unknown',
  fail: 'FAIL',
};

/** The word for each outcome. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  unaffected: 'unaffected',
  recovered: 'recovered',
  degraded: 'degraded',
  abstained: 'abstained',
  escalated: 'escalated',
  'failed-loud': 'failed loudly',
  'silently-wrong': 'silently wrong',
  unsafe: 'unsafe',
  hung: 'hung',
};

/** A strike as one line: `lost-reply at flights POST /book, 1st call`. */
export function strikeLine(strike: Strike): string {
  const params = Object.entries(strike.fault.params)
    .map(([name, value]) => paramWords(name, value))
    .join(', ');
  const fault = params === '' ? strike.fault.name : `${strike.fault.name} (${params})`;
  return printable(
    [`${fault} at ${strike.at}${callWords(strike.when)}`, ...whenWords(strike.when)].join(', '),
    300,
  );
}

/** A plan in words, a line for each strike. */
export function planLines(plan: Plan): readonly string[] {
  return plan.map(strikeLine);
}

/** An event in words; `calls` names the calls of the trace by number. */
export function eventWords(event: Event, calls: ReadonlyMap<number, string>): string {
  return printable(words(event, calls), 300);
}

/** How a call ended: `replied 200`, `got no reply`. */
export function callEndWords(outcome: CallOutcome, status: number): string {
  const code = status > 0 ? ` ${status}` : '';
  switch (outcome) {
    case 'replied':
      return `replied${code}`;
    case 'failed':
      return `failed${code}`;
    case 'broken':
      return status > 0 ? `broke off after${code}` : 'lost its connection';
    case 'left':
      return `was left in the middle of${code}`;
    case 'unanswered':
      return 'got no reply';
  }
}

/** How a task ended: `answered in full, wrong`. */
export function endingWords(ending: Ending): string {
  switch (ending.how) {
    case 'answered':
      return `${dispositionWords[ending.disposition]}${correctnessWords(ending)}`;
    case 'failed':
      return 'ended in an error';
    case 'hung':
      return `hung: ${hungWords[ending.why]}`;
  }
}

/** Of an answer that withholds what was asked, `wrong` is only what it says and never may. */
function correctnessWords(ending: Extract<Ending, { how: 'answered' }>): string {
  const { disposition, correct, wrong } = ending;
  if (correct === null) return '';
  if (correct) return ', as expected';
  return wrong || disposition === 'full' || disposition === 'degraded' ? ', wrong' : '';
}

/** A duration in words: `120 ms`, `1.5 s`, `2 min 5 s`. */
export function lasting(ms: number): string {
  if (ms < 1000) return `${Math.round(ms * 10) / 10} ms`;
  if (ms < 60_000) return `${Math.round(ms / 100) / 10} s`;
  const seconds = Math.round(ms / 1000);
  const rest = seconds % 60;
  return rest === 0 ? `${(seconds - rest) / 60} min` : `${(seconds - rest) / 60} min ${rest} s`;
}

/** A time since the start of a run: `12.345 s`. */
export function moment(atMs: number): string {
  return `${(atMs / 1000).toFixed(3)} s`;
}

/** Text with its first letter in upper case. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A number with its noun: `1 run`, `1,200 runs`. */
export function counted(n: number, noun: string, nouns: string = `${noun}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? noun : nouns}`;
}

const dispositionWords: Readonly<Record<Disposition, string>> = {
  full: 'answered in full',
  degraded: 'gave less, and said so',
  abstained: 'declined to answer',
  escalated: 'handed it on',
  failed: 'said that it failed',
};

const hungWords = {
  idle: 'nothing was left to wait for',
  deadline: 'the deadline came',
  runaway: 'it ran without end',
};

/** What each effect means to the caller. */
const effectWords: Readonly<Record<Exclude<Effect['kind'], 'pass'>, string>> = {
  delay: 'the call is made to wait',
  hang: 'no reply will ever come',
  refuse: 'it never hears of the call',
  lose: 'it acts, reply lost',
  forge: 'a false reply, it never runs',
  alter: 'a true reply, its meaning changed',
  rewrite: 'a true reply, sent in a broken way',
  repeat: 'the request is delivered more than once',
  forget: 'it begins anew, without what it knew',
  cancel: 'the caller withdraws the task',
  crash: "the agent's process dies",
};

function words(event: Event, calls: ReadonlyMap<number, string>): string {
  switch (event.kind) {
    case 'phase':
      return `the ${event.phase === 'fault' ? 'fault phase' : event.phase} ${roleStart[event.role]}`;
    case 'task.start':
      return `task ${event.task} begins: ${snippet(event.input)}`;
    case 'task.turn': {
      const answer = `${endingWords(event.ending)}${lastWords(event.ending)}`;
      return `task ${event.task} ${answer}; message ${event.turn}: ${snippet(event.input)}`;
    }
    case 'task.end':
      return `task ${event.task} ${endingWords(event.ending)}${lastWords(event.ending)}`;
    case 'call.start':
      return `${calls.get(event.call) ?? `call ${event.call}`} is called${inputWords(event.input)}`;
    case 'call.end':
      return `${calls.get(event.call) ?? `call ${event.call}`} ${replyWords(event)}`;
    case 'fault.on':
      return `strike ${event.strike + 1} is armed`;
    case 'fault.off':
      return `strike ${event.strike + 1} is taken back`;
    case 'fault.hit': {
      const means = (effectWords as Record<string, string>)[event.effect] ?? event.effect;
      return `${event.fault} strikes ${calls.get(event.call) ?? `call ${event.call}`}: ${means}`;
    }
    case 'effect': {
      const key = event.key === '' ? '' : `, key ${clip(event.key, 24)}`;
      const did = event.undoes ? 'is taken back' : 'takes effect';
      return `${event.point} ${event.does} ${did}: ${event.id || 'no id'}${key}`;
    }
    case 'foreign': {
      const who = event.task === '' ? 'somebody' : `task ${event.task}`;
      if (event.why) return `${who} asked for ${event.host} and ${missedWords[event.why]}`;
      return `${who} asks for ${event.host}, which is no point of the scenario: refused`;
    }
    case 'process': {
      const did = event.what === 'crashed' ? 'crashed' : 'was started again';
      return `the agent's process ${did}${event.detail === '' ? '' : `: ${event.detail}`}`;
    }
    case 'harness.late':
      return `Brownout itself could do nothing for ${event.lateMs} ms of task ${event.task}`;
    case 'harness.error':
      return `Brownout itself went wrong: ${event.message}`;
  }
}

/** Why a host that leads to a point was not reached, in words. */
export const missedWords: Readonly<Record<Missed, string>> = {
  untrusted: 'left before it sent a request: most likely it does not trust the certificate',
  unspoken: 'spoke what no point speaks, such as a WebSocket or HTTP/2 alone: refused',
};

const roleStart: Readonly<Record<Role, string>> = {
  before: 'begins: no faults',
  during: 'begins: faults may strike',
  after: 'begins: the faults are gone',
};

function lastWords(ending: Ending): string {
  if (ending.how === 'answered') return `: ${snippet(ending.answer)}`;
  return ending.how === 'failed' ? `: ${snippet(ending.error)}` : '';
}

function inputWords(input: unknown): string {
  return input === null || input === undefined || input === '' ? '' : `: ${snippet(input, 80)}`;
}

function replyWords(event: Extract<Event, { kind: 'call.end' }>): string {
  const how = callEndWords(event.outcome, event.status);
  const lie = event.taint === '' ? '' : ` (not true: ${event.taint})`;
  const wait = event.retryAfterMs === null ? '' : `, retry after ${lasting(event.retryAfterMs)}`;
  const meaning =
    event.meaning === null || event.meaning === undefined ? '' : `: ${snippet(event.meaning)}`;
  return `${how}${lie}${wait}${meaning}`;
}

function paramWords(name: string, value: unknown): string {
  const unit = /^(.*?)(?:^ms|Ms)$/.exec(name);
  if (typeof value !== 'number' || !unit) return `${spaced(name)} ${snippet(value, 60)}`;
  const words = `${spaced(unit[1] ?? '')} ${lasting(value)}`.trim();
  const seconds = Math.ceil(value / 1000);
  // What the agent is told: the header has whole seconds.
  const isRounded = name === 'retryAfterMs' && seconds * 1000 !== value;
  return isRounded ? `${words}, ${seconds} s in its header` : words;
}

function spaced(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
}

function callWords({ call, site }: Target): string {
  if (site) return ` ${site.op}`;
  return call === undefined ? '' : ` ${call}`;
}

function whenWords({ calls, ms, from, turn, site, chance, ...at }: Target): readonly string[] {
  const all: string[] = [];
  if (site) all.push(`${ordinal(site.attempt)} attempt`);
  if (typeof calls === 'number') all.push(`${ordinal(calls)} call`);
  else if (calls) all.push(`calls ${calls[0]} to ${calls[1]}`);
  if (typeof turn === 'number') all.push(`${ordinal(turn)} turn`);
  else if (turn) all.push(`turns ${turn[0]} to ${turn[1]}`);
  if (at.model !== undefined) all.push(`of ${at.model}`);
  if (at.tool !== undefined) all.push(`with the tool ${at.tool}`);
  if (ms) {
    const since = from === undefined ? 'into the fault phase' : `after its ${from}`;
    all.push(`${lasting(ms[0])} to ${lasting(ms[1])} ${since}`);
  }
  if (all.length === 0) all.push('every call');
  if (chance !== undefined && chance < 1)
    all.push(`${Math.round(chance * 1000) / 10} % of the time`);
  return all;
}

const endings: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });

function ordinal(n: number): string {
  return `${n}${endings[ordinals.select(n)] ?? 'th'}`;
}
