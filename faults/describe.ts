import type { Layer } from '../harness/model/fault.ts';
import type { PointKind } from '../harness/model/point.ts';
import { catalogue } from './catalogue.ts';
import { parametersOf, rangeInWords } from './parameters.ts';

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
}

/** The whole catalogue in words, in its own order. */
export function describeCatalogue(): readonly FaultRow[] {
  return [...catalogue.values()].map((kind) => ({
    name: kind.name,
    layer: kind.layer,
    about: kind.about,
    strikes: kind.strikes,
    params: parametersOf(kind).map((parameter) => ({
      name: parameter.name,
      about: parameter.about,
      unit: parameter.unit,
      range: rangeInWords(parameter),
      default: parameter.usual === null ? 'none' : JSON.stringify(parameter.usual),
    })),
  }));
}
