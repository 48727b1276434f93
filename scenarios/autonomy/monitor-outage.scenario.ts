import { completes, hang, outage, recovers, scenario, wrongShape } from '../../index.ts';
import { stepsBack } from './checks/steps-back.ts';
import { desk } from './system.ts';
import { promoteAfter } from './agent/trust.ts';
import { world } from './world.ts';

const late = (order: string) => ({
  input: { segment: 'retail', orders: [order], text: `It came late. Credit ${order}` },
});

const faults = [outage(), hang(), wrongShape({ how: 'wrap' })];

export default scenario('without reviews it steps back, and comes back step by step', {
  family: 'autonomy',
  points: world,
  // From shadow it takes four good reviews to copilot, so the fifth ticket is the first acted on.
  system: desk('shadow'),
  tasks: ['A1', 'A2', 'A3', 'A4', 'A5'].map(late),
  plan: ({ monitor }, seed) =>
    faults.filter((_, n) => n === seed % faults.length).map((it) => it.at(monitor)),
  checks: [stepsBack('monitor', promoteAfter), completes({ within: 5000 }), recovers()],
  mutants: {
    'autonomy.monitor-outage': { system: desk('shadow', 'demotesBlind'), by: 'steps-back' },
  },
});
