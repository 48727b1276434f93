import type { Facet } from '../model/fault/facet.ts';
import {
  isStanding,
  type Fault,
  type FaultKind,
  type Harm,
  type Layer,
} from '../model/fault/fault.ts';
import type { FaultRegistry } from '../model/fault/fault-registry.ts';
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
  /** When a search tries it: by default, if `faults` names it, or never. */
  readonly searched: 'by default' | 'as a lie, by name' | 'by name' | 'never';
  /** Its forms on the menu of a search: `refuse({ status: 503 })`. */
  readonly menu: readonly string[];
  readonly params: readonly ParameterRow[];
  /** Its form in a scenario, with the defaults: `slow({ ms: 5000 }).at('tool', { calls: 1 })`. */
  readonly form: string;
}

/** The kinds of fault of a registry in words, in its order. */
export function describeFaults({
  kinds,
  menu,
}: Pick<FaultRegistry, 'kinds' | 'menu'>): readonly FaultRow[] {
  return kinds.map((kind) => {
    const tried = menu.filter(({ name }) => name === kind.name);
    const params = parametersOf(kind);
    return {
      name: kind.name,
      layer: kind.layer,
      about: kind.about,
      needs: kind.needs,
      harm: kind.harm,
      searched: tried.length > 0 ? 'by default' : searchedOf(kind),
      menu: tried.map(factoryCall),
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

function searchedOf(kind: FaultKind): FaultRow['searched'] {
  if (isStanding(kind)) return 'never';
  return kind.tried === 'as a lie' ? 'as a lie, by name' : 'by name';
}

/** The form of a fault in a scenario, without its defaults: `refuse({ status: 503 })`. */
export function factoryCall({ kind, params }: Pick<Fault, 'kind' | 'params'>): string {
  const usual = new Map(parametersOf(kind).map((one) => [one.name, one.usual]));
  const said = Object.entries(params).filter(([name, value]) => value !== usual.get(name));
  return written(kind, said);
}

function formOf(kind: FaultKind, params: readonly Parameter[]): string {
  const given = params.flatMap(({ name, usual }): [string, unknown][] =>
    usual === null ? [] : [[name, usual]],
  );
  const [name, target] = aims[kind.needs.at(-1) ?? 'request'];
  return `${written(kind, given)}.at('${name}', ${isStanding(kind) ? forTime : target})`;
}

function written({ name }: FaultKind, params: readonly (readonly [string, unknown])[]): string {
  const factory = name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const given = params.map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? `'${value}'` : String(value)}`,
  );
  return `${factory}(${given.length === 0 ? '' : `{ ${given.join(', ')} }`})`;
}

const forTime = '{ ms: [0, 5_000] }';
const atTool = ['tool', "{ call: 'POST /book', calls: 1 }"] as const;

/** What a point with such a facet might be called, and a target there. */
const aims: Readonly<Record<Facet, readonly [name: string, target: string]>> = {
  request: atTool,
  value: atTool,
  memory: atTool,
  turn: ['model', '{ calls: 1 }'],
  rpc: ['tools', "{ call: 'tools/call search', calls: 1 }"],
  bytes: ['db', forTime],
  process: ['agent', forTime],
};
