import { completes, degrades, honest, outage, recovers, scenario, slow } from '../../index.ts';
import { shop } from './system.ts';
import { world } from './world.ts';

const tools = ['orders', 'stock', 'prices', 'reviews'];

const question = (order: string, product: string) => ({
  input: `Where is order ${order}? Is ${product} in stock, what does it cost, how is it reviewed?`,
  expect: { answer: /TR-\w{8}.*BN-\w{8}.*QT-\w{8}.*RV-\w{8}/s },
});

export default scenario('whichever tools are down, the answer is what the policy says', {
  family: 'cap',
  points: world,
  system: shop(),
  tasks: [question('A1', 'P1'), question('A2', 'P2')],
  // Each seed takes another of the 16 subsets down; the slow model strikes in the empty one, too.
  plan: (_, seed) => [
    slow({ ms: 50 }).at('model'),
    ...tools.filter((_, bit) => (seed >> bit) & 1).map((tool) => outage().at(tool)),
  ],
  // No baseline: it would fill the fallbacks, and what is missing should be missing.
  phases: ['fault', 'recovery'],
  rest: '1200 ms',
  checks: [
    degrades(
      (down) =>
        (['full', 'degraded', 'degraded', 'degraded', 'abstained'] as const)[down.length] ??
        'failed',
    ),
    honest(),
    completes({ within: 5000 }),
    recovers(),
  ],
  mutants: { 'cap.every-subset': { system: shop('tellsMissing'), by: 'degrades' } },
});
