import type { Finding } from './finding.ts';

/** A finding with its number in the report. */
export interface Numbered {
  readonly finding: Finding;
  readonly number: number;
}

/** Findings of one scenario and variant with the same faults at the same points, worst first. */
export type Cause = readonly Numbered[];

/** Groups the unexpected findings by cause, and numbers them; both keep their order. */
export function causesOf(findings: readonly Finding[]): readonly Cause[] {
  const numbered = findings
    .filter(({ isExpected }) => !isExpected)
    .map((finding, index) => ({ finding, number: index + 1 }));
  return [...Map.groupBy(numbered, ({ finding }) => keyOf(finding)).values()];
}

function keyOf({ file, variant, plan }: Finding): string {
  const faults = plan.map(({ fault, at }) => `${fault.name} at ${at}`);
  return JSON.stringify([file, variant, [...new Set(faults)].toSorted()]);
}
