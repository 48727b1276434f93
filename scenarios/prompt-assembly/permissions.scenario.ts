import {
  completes,
  exactlyOnce,
  honest,
  lostReply,
  outage,
  recovers,
  scenario,
  type Task,
} from '../../index.ts';
import { toolsOf } from './agent/tools.ts';
import { permittedTools } from './checks/permitted-tools.ts';
import { desk } from './system.ts';
import { message } from './world-staff.ts';
import { world } from './world.ts';

const off = 'DELETE /entitlements/:user/:permission';

/** One visit: a duty begins, is used, ends, and is tried once more. */
const visit: readonly Task[] = [
  {
    input: message('uma', 'Sign me on.'),
    expect: { effects: { 'PUT /entitlements/:user/:permission': 1 } },
  },
  { input: message('uma', 'Refund A1, 40.'), expect: { effects: { 'POST /refunds': 1 } } },
  { input: message('uma', 'Sign me off.'), expect: { effects: { [off]: 1 } } },
  {
    input: message('uma', 'Refund A2, 40.'),
    expect: { answer: /not permitted/, effects: { 'POST /refunds': 0 } },
  },
];

export default scenario('what is no longer permitted is no longer offered', {
  family: 'prompt',
  points: world,
  system: desk(),
  tasks: visit,
  // The duty ends and nobody hears of it; by the next message nobody can tell what is permitted.
  plan: [
    lostReply().at('entitlements', { call: off, calls: [1, 2] }),
    outage().at('entitlements', { call: 'GET /entitlements/:user', task: 'during-4' }),
  ],
  checks: [
    permittedTools(toolsOf),
    exactlyOnce('orders'),
    honest(),
    completes({ within: '5 s' }),
    recovers(),
  ],
  mutants: {
    // What was last permitted is permitted.
    'prompt.permissions': { system: desk('distrustsOld'), by: 'permitted-tools' },
  },
});
