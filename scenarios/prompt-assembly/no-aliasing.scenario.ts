import { completes, exactlyOnce, honest, recovers, scenario, slow } from '../../index.ts';
import { toolsOf } from './agent/tools.ts';
import { ownTools } from './checks/own-tools.ts';
import { desk } from './system.ts';
import { message } from './world-staff.ts';
import { world } from './world.ts';

export default scenario('requests that are made up at once do not share their tools', {
  family: 'prompt',
  points: world,
  system: desk(),
  tasks: [
    { input: message('cy', 'Where is order A1?'), expect: { answer: /state sent/ } },
    { input: message('dee', 'Refund A2, 40.'), expect: { effects: { 'POST /refunds': 1 } } },
    { input: message('ben', 'Refund A3, 15.'), expect: { effects: { 'POST /refunds': 1 } } },
    { input: message('cy', 'Where is order A4?'), expect: { answer: /state sent/ } },
  ],
  atOnce: 4,
  plan: [
    slow({ ms: 40 }).at('entitlements', { chance: 0.5 }),
    // Not by chance: a draw goes by what is asked, and prompts tell the time.
    slow({ ms: 40 }).at('model'),
  ],
  checks: [
    ownTools(toolsOf),
    exactlyOnce('orders'),
    honest(),
    completes({ within: '5 s' }),
    recovers(),
  ],
  mutants: {
    // One list of tools is emptied and filled anew for each request.
    'prompt.no-aliasing': { system: desk('ownsTools'), by: 'own-tools' },
  },
});
