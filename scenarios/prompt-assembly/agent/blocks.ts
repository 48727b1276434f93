import type { Entitlements, Flag } from './sources.ts';
import type { Section } from './sections.ts';

/** The blocks of the instructions that no prompt may lack. */
export function mandatoryBlocks(
  tenant: string,
  regime: Entitlements['regime'] | null,
  flags: ReadonlySet<Flag>,
): readonly Section[] {
  return [
    { name: 'persona', text: `You help the support staff of ${tenant}. ${only}` },
    ...(regime ? [{ name: 'regime', text: regimes[regime] }] : []),
    ...(flags.has('disclosure') ? [{ name: 'disclosure', text: disclosure }] : []),
  ];
}

/** The blocks that flags ask for, the most important first. */
export function optionalBlocks(flags: ReadonlySet<Flag>, excludes: boolean): readonly Section[] {
  const wanted = styles.filter(({ name }) => flags.has(name));
  if (!excludes) return wanted;
  return wanted.filter(
    ({ name }, at) => !wanted.slice(0, at).some((earlier) => contradict(name, earlier.name)),
  );
}

/** Pairs of blocks that contradict each other: the first of a pair stays. */
export const contradictions = [
  ['brief', 'detailed'],
  ['no-offers', 'offers'],
] as const;

function contradict(one: string, other: string): boolean {
  return contradictions.some(([a, b]) => (a === one && b === other) || (a === other && b === one));
}

const only = 'Say only what the passages and the tools say, and do only what you are asked.';
const disclosure = 'Say in every answer to a customer that it was written by a machine.';
const regimes: Readonly<Record<Entitlements['regime'], string>> = {
  eu: 'Name the right to withdraw within 14 days. Keep personal data out of answers.',
  us: 'Quote prices without tax, and say so. Give no advice on credit.',
};

const styles: readonly (Section & { readonly name: Flag })[] = [
  { name: 'no-offers', text: 'Never mention other products: the customer may be vulnerable.' },
  { name: 'offers', text: 'Mention a product that goes with what was asked.' },
  { name: 'brief', text: 'Answer in one sentence.' },
  { name: 'detailed', text: 'Explain each step, with an example.' },
];
