import type { LoadReport } from '../../../harness/model/load/load-report.ts';
import { shellWord } from '../../words/shell-word.ts';

/** The command that makes a load again by itself, with the plan in `planFile`. */
export function loadAgain(report: LoadReport, planFile: string): string {
  const { file, scenario, rate, arrivals, shape, phases, concurrencyLimit, withinMs } = report;
  const { slo, seed, mode, variant } = report;
  // What follows the phases that were asked for finds out what a failure is.
  const lengths = phases
    .filter(({ name }) => name === 'baseline' || name === 'fault' || name === 'recovery')
    .map(({ name, fromMs, toMs }) => `${name}:${toMs - fromMs}ms`);
  const words = [
    `npx brownout load ${shellWord(file)} --title ${shellWord(scenario)}`,
    `--plan ${shellWord(planFile)} --rate ${rate} --arrivals ${arrivals}`,
    ...(shape === null ? [] : [`--shape ${shape}`]),
    `--phases ${lengths.join(',')} --within ${withinMs}ms`,
    ...(concurrencyLimit === null ? [] : [`--concurrency-limit ${concurrencyLimit}`]),
    ...(slo.length === 0 ? [] : ['--slo', ...slo.map(({ text }) => shellWord(text))]),
    `--seed ${seed} --mode ${mode}`,
    ...(variant === 'careful' ? [] : [`--variant ${shellWord(variant)}`]),
  ];
  return words.join(' ');
}
