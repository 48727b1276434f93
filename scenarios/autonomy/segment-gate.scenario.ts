import { completes, contradictory, scenario } from '../../index.ts';
import { segmentGate } from './checks/segment-gate.ts';
import { owedFor } from './owed.ts';
import { desk } from './system.ts';
import { world } from './world.ts';

const late = (segment: string, order: string) => ({
  input: { segment, orders: [order], text: `It came late. Credit ${order}` },
  expect: { effects: { 'tools/call credit': 1 } },
});

export default scenario('the segment that gets bad proposals is demoted, and no other', {
  family: 'autonomy',
  points: world,
  system: desk('copilot'),
  tasks: [
    late('business', 'B1'),
    late('retail', 'A1'),
    late('retail', 'A2'),
    late('business', 'B2'),
    late('retail', 'A3'),
    late('business', 'B3'),
  ],
  plan: [contradictory().at('business', { call: 'tools/call get_orders' })],
  phases: ['baseline', 'fault'],
  checks: [segmentGate(2, owedFor), completes({ within: 5000 })],
  mutants: {
    'autonomy.segment-gate': { system: desk('copilot', 'gatesSegments'), by: 'segment-gate' },
  },
});
