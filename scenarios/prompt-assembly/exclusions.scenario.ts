import { completes, honest, outage, scenario, slow } from '../../index.ts';
import { contradictions } from './agent/blocks.ts';
import { noContradiction } from './checks/no-contradiction.ts';
import { desk } from './system.ts';
import { message, tenants } from './world-staff.ts';
import { world } from './world.ts';

export default scenario('whichever flags are on, a prompt does not contradict itself', {
  family: 'prompt',
  points: world,
  system: desk(),
  tasks: tenants.map((tenant) => ({
    input: message('cy', 'How long may goods be sent back?', tenant),
    expect: { answer: /within 30 days/ },
  })),
  plan: [slow({ ms: 40 }).at('flags'), outage().at('profiles', { chance: 0.5 })],
  // Every task is another tenant: a baseline would only ask the same sixteen twice.
  phases: ['fault'],
  checks: [noContradiction(contradictions), honest(), completes({ within: '5 s' })],
  mutants: {
    // Every flag that is on adds its block.
    'prompt.exclusions': { system: desk('excludes'), by: 'no-contradiction' },
  },
});
