import type { Case } from '../junit/case.ts';
import { junitXml } from '../junit/junit-xml.ts';

/** What a load and several of them have in common for JUnit. */
interface Loads {
  readonly scenario: string;
  /** Why it was stopped early; null for one that ended. */
  readonly cut: string | null;
  readonly doubts: readonly string[];
  readonly tookMs: number;
}

/** Renders the cases of a load, or of several, as the JUnit XML of one suite. */
export function loadsJunit(
  { scenario, cut, doubts, tookMs }: Loads,
  { command, startedAtMs }: { readonly command: string; readonly startedAtMs: number },
  cases: readonly Case[],
): string {
  return junitXml({
    name: command,
    tookMs,
    startedAt: new Date(startedAtMs).toISOString(),
    suites: [
      {
        name: scenario,
        properties: [
          ['partial', String(cut !== null)],
          ['doubts', doubts.join('; ')],
        ],
        cases,
      },
    ],
  });
}
