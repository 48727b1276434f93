import type { LoadReport } from '../../../harness/model/load/load-report.ts';
import { shellWord } from '../../words/shell-word.ts';

/** What a load was asked for that its report does not say. */
export interface AskedOfLoad {
  readonly allowRemote?: boolean;
  /** How many times as long as planned a phase may last. */
  readonly extend?: number;
}

/** The command that makes a load again by itself, with the plan in `planFile`. */
export function loadAgain(report: LoadReport, planFile: string, asked: AskedOfLoad = {}): string {
  const { file, scenario, rate, arrivals, shape, phases, concurrencyLimit, withinMs } = report;
  const { slo, seed, mode, variant, driver } = report;
  const { allowRemote = false, extend = 1 } = asked;
  // What follows the phases that were asked for finds out what a failure is.
  const lengths = phases
    .filter(({ name }) => name === 'baseline' || name === 'fault' || name === 'recovery')
    .map(({ name, fromMs, toMs, extendedMs }) => `${name}:${toMs - fromMs - extendedMs}ms`);
  const words = [
    `npx brownout load ${shellWord(file)} --title ${shellWord(scenario)}`,
    `--plan ${shellWord(planFile)} --rate ${rate} --arrivals ${arrivals}`,
    ...(shape === null ? [] : [`--shape ${shape}`]),
    `--phases ${lengths.join(',')} --within ${withinMs}ms`,
    ...(concurrencyLimit === null ? [] : [`--concurrency-limit ${concurrencyLimit}`]),
    ...(slo.length === 0 ? [] : ['--slo', ...slo.map(({ text }) => shellWord(text))]),
    `--seed ${seed} --mode ${mode}`,
    ...(mode === 'wire' && driver !== null ? [`--driver ${driver}`] : []),
    ...(allowRemote ? ['--allow-remote'] : []),
    ...(extend > 1 ? [`--extend ${extend}x`] : []),
    ...(variant === 'careful' ? [] : [`--variant ${shellWord(variant)}`]),
  ];
  return words.join(' ');
}
