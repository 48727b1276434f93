import { isStanding, type FaultKind, type Layer } from '../harness/model/fault.ts';
import type { PointKind } from '../harness/model/point.ts';
import { catalogue } from './catalogue.ts';
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
  readonly strikes: readonly PointKind[];
  readonly params: readonly ParameterRow[];
  /** How it is written in a scenario, with its defaults: `slow({ ms: 5000 }).at('tool', { calls: 1 })`. */
  readonly form: string;
}

/** The whole catalogue in words, in its own order. */
export function describeCatalogue(): readonly FaultRow[] {
  return [...catalogue.values()].map((kind) => {
    const params = parametersOf(kind);
    return {
      name: kind.name,
      layer: kind.layer,
      about: kind.about,
      strikes: kind.strikes,
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
  const [strikes = 'api'] = kind.strikes;
  const target = isStanding(kind) ? '{ ms: [0, 5_000] }' : targets[strikes];
  const options = given.length === 0 ? '' : `{ ${given.join(', ')} }`;
  return `${factory}(${options}).at('${names[strikes]}', ${target})`;
}

/** Names that a point of each kind might have. */
const names: Readonly<Record<PointKind, string>> = {
  api: 'tool',
  model: 'model',
  link: 'db',
  host: 'agent',
};

const targets: Readonly<Record<PointKind, string>> = {
  api: "{ call: 'POST /book', calls: 1 }",
  model: '{ calls: 1 }',
  link: '{ ms: [0, 5_000] }',
  host: '{ ms: [0, 5_000] }',
};
