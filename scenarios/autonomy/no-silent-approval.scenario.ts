import { completes, hang, outage, scenario, slow } from '../../index.ts';
import { mostWaiting, requestLapsesMs } from './agent/approvals.ts';
import { boundedQueue } from './checks/bounded-queue.ts';
import { noSilentApproval } from './checks/no-silent-approval.ts';
import { desk } from './system.ts';
import { world } from './world.ts';

const broken = (order: string) => ({
  input: { segment: 'retail', orders: [order], text: `It came broken. Refund ${order}` },
  expect: { effects: { 'tools/call refund': 1 } },
});

const faults = [hang(), outage(), slow({ ms: 2000 })];

export default scenario('nobody decided is no yes, and few requests wait for a decision', {
  family: 'autonomy',
  points: world,
  system: desk('autopilot'),
  tasks: ['A1', 'A2', 'A3', 'A4', 'A5'].map(broken),
  plan: ({ approver }, seed) =>
    faults.filter((_, n) => n === seed % faults.length).map((it) => it.at(approver)),
  phases: ['baseline', 'fault'],
  checks: [
    noSilentApproval('approver', 'tools/call refund'),
    boundedQueue('approver', mostWaiting, requestLapsesMs),
    completes({ within: 5000 }),
  ],
  mutants: {
    'autonomy.no-silent-approval': {
      system: desk('autopilot', 'needsDecision'),
      by: 'no-silent-approval',
    },
    'autonomy.no-silent-approval.queue': {
      system: desk('autopilot', 'boundsQueue'),
      by: 'bounded-queue',
    },
  },
});
