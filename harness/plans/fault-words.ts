import { HarnessError } from '../model/error.ts';
import { isFor, type Facet } from '../model/fault/facet.ts';
import type { FaultKind } from '../model/fault/fault.ts';
import type { FaultRegistry } from '../model/fault/fault-registry.ts';
import type { Aim, Strike } from '../model/fault/plan.ts';
import { toMs, type Duration } from '../model/options/duration.ts';
import { didYouMean } from '../model/options/nearest.ts';
import { makeFault } from './define.ts';
import { parametersOf, type Parameter } from './parameters.ts';

/** What a fault in words is aimed at, and which faults there are. */
export interface FaultWordsOptions {
  /** The name of the point. */
  readonly at: string;
  /** What the point offers faults. */
  readonly has: readonly Facet[];
  readonly faults: FaultRegistry;
}

/**
 * The strike that words say: `slow ms=5s tool=search calls=2`. The fault comes
 * first, then its parameters and its aim, in any order; a value with spaces stands in quotes. Throws
 * `unknown-fault`, with all that can strike there, or `bad-plan`.
 */
export function strikeOfWords(words: string, { at, has, faults }: FaultWordsOptions): Strike {
  const [first = '', ...others] = words.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  const kind = kindHere(first, { has, faults });
  const known = new Map(parametersOf(kind).map((one) => [one.name, one]));
  const params: Record<string, unknown> = {};
  const aim = new Map<string, string>();
  for (const word of others) {
    const [, name = '', quoted = ''] = /^([a-zA-Z]+)=(.*)$/s.exec(word) ?? [];
    const value = quoted.replaceAll(/"([^"]*)"|'([^']*)'/g, '$1$2');
    const parameter = known.get(name);
    if (parameter) params[name] = valueOf(parameter, value);
    else if (aims.includes(name)) aim.set(name, value);
    else throw badWord(kind, word, [...known.keys(), ...aims]);
  }
  return makeFault(kind, params).at(at, aimOf(aim));
}

const aims = ['tool', 'call', 'calls', 'from', 'to', 'chance', 'site', 'attempt'];

/** The kind of that name; throws `unknown-fault` where it cannot strike there, with all that can. */
export function kindHere(
  word: string,
  { has, faults: { kinds } }: Pick<FaultWordsOptions, 'has' | 'faults'>,
): FaultKind {
  const name = word.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  // The agent is somebody else's: from here it can be neither killed nor withdrawn from.
  const isOfAgent = ({ harm, needs }: FaultKind) => harm === 'dies' && !needs.includes('memory');
  const here = kinds.filter((kind) => isFor(kind.needs, { has }) && !isOfAgent(kind));
  const found = here.find((kind) => kind.name === name);
  if (found) return found;
  const names = here.map((kind) => kind.name);
  throw new HarnessError('unknown-fault', {
    expected: `a fault that can strike here: ${names.join(', ')}`,
    got: JSON.stringify(word),
    fix: `${didYouMean(name, names)}\`brownout faults\` tells what each does.`,
  });
}

/** What does not fit is for the fault to refuse. */
function valueOf({ range }: Parameter, text: string): unknown {
  if (range.kind === 'text') return text;
  if (range.kind === 'choice') return range.values.find((value) => String(value) === text) ?? text;
  return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
}

function aimOf(words: ReadonlyMap<string, string>): Aim {
  const [tool, call, calls] = [words.get('tool'), words.get('call'), words.get('calls')];
  const [from, to] = [words.get('from'), words.get('to')];
  const [chance, op] = [words.get('chance'), words.get('site')];
  const label = tool === undefined ? call : `tools/call ${tool}`;
  const [first = '', last] = (calls ?? '').split('-');
  return {
    ...(label !== undefined && { call: label }),
    ...(calls !== undefined && {
      calls: last === undefined ? Number(first) : ([Number(first), Number(last)] as const),
    }),
    ...((from !== undefined || to !== undefined) && {
      ms: [lengthOf(from, 0), lengthOf(to, Number.MAX_SAFE_INTEGER)] as const,
    }),
    ...(chance !== undefined && { chance: Number(chance) }),
    ...(op !== undefined && { site: { op, attempt: Number(words.get('attempt') ?? 1) } }),
  };
}

function lengthOf(text: string | undefined, usual: number): number {
  return text === undefined ? usual : toMs(text as Duration);
}

function badWord(kind: FaultKind, word: string, names: readonly string[]): HarnessError {
  const [asked = ''] = word.split('=');
  return new HarnessError('bad-plan', {
    expected: `${kind.name} with words such as ${names.map((name) => `${name}=…`).join(' ')}`,
    got: JSON.stringify(word),
    fix: `${didYouMean(asked, names)}Write name=value, and quote a value with spaces.`,
  });
}
