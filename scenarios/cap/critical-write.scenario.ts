import { completes, exactlyOnce, honest, outage, recovers, scenario } from '../../index.ts';
import { noBlindWrite } from './checks/no-blind-write.ts';
import { readsGoOn } from './checks/reads-go-on.ts';
import { shop } from './system.ts';
import { world } from './world.ts';

export default scenario('no refund without a look at the order, and prices all the same', {
  family: 'cap',
  points: world,
  system: shop(),
  tasks: [
    {
      input: 'Refund A1, 40 euros. What does P1 cost?',
      expect: { effects: { 'POST /refunds': 1 } },
    },
    { input: 'What does P2 cost?', expect: { answer: { status: 'full', used: ['prices/P2'] } } },
  ],
  plan: [outage().at('orders')],
  rest: '1200 ms',
  checks: [
    noBlindWrite('payments', 'orders'),
    readsGoOn('prices'),
    exactlyOnce('payments'),
    completes({ within: 5000 }),
    honest(),
    recovers(),
  ],
  mutants: { 'cap.critical-write': { system: shop('guardsWrites'), by: 'no-blind-write' } },
});
