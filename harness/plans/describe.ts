import type { Facet } from '../model/facet.ts';
import { isStanding, type FaultKind, type Harm, type Layer } from '../model/fault.ts';
import { parametersOf, rangeInWords, type Parameter } from './parameters.ts';

/** One parameter of a fault in words. */
export interface ParameterRow {
  readonly name: string;
  readonly about: string;
  /** `ms`, `frames`, `share` …; '' where it has none. */
  readonly unit: string;
  /** `a whole number from 1 to 600000 (ms)`. */
  readonly range: string;
  /** The value when left out, as JSON; `none` where it is then not sent at all. */
  readonly default: string;
}

/** One fault in words, for `brownout faults` and the docs. */
export interface FaultRow {
  readonly name: string;
  readonly layer: Layer;
  readonly about: string;
  /** What a point must have for it to strike. */
  readonly needs: readonly Facet[];
  readonly harm: Harm;
  readonly params: readonly ParameterRow[];
  /** How it is written in a scenario, with its defaults: `slow({ ms: 5000 }).at('tool', { calls: 1 })`. */
  readonly form: string;
}

/** Kinds of fault in words, in the order given. */
export function describeFaults(kinds: readonly FaultKind[]): readonly FaultRow[] {
  return kinds.map((kind) => {
    const params = parametersOf(kind);
    return {
      name: kind.name,
      layer: kind.layer,
      about: kind.about,
      needs: kind.needs,
      harm: kind.harm,
      params: params.map((parameter) => ({
        name: parameter.name,
        about: parameter.about,
        unit: parameter.unit,
        range: rangeInWords(parameter),
        default: parameter.usual === null ? 'none' : JSON.stringify(parameter.usual),
      })),
      form: formOf(kind, params),
    };
  });
}

function formOf(kind: FaultKind, params: readonly Parameter[]): string {
  const factory = kind.name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const given = params.flatMap(({ name, usual }) =>
    usual === null ? [] : [`${name}: ${typeof usual === 'string' ? `'${usual}'` : usual}`],
  );
  const [name, target] = aims[kind.needs.at(-1) ?? 'request'];
  const options = given.length === 0 ? '' : `{ ${given.join(', ')} }`;
  return `${factory}(${options}).at('${name}', ${isStanding(kind) ? forTime : target})`;
}

const forTime = '{ ms: [0, 5_000] }';
const atTool = ['tool', "{ call: 'POST /book', calls: 1 }"] as const;

/** What a point with such a facet might be called, and a target there. */
const aims: Readonly<Record<Facet, readonly [name: string, target: string]>> = {
  request: atTool,
  value: atTool,
  memory: atTool,
  turn: ['model', '{ calls: 1 }'],
  bytes: ['db', forTime],
  process: ['agent', forTime],
};
