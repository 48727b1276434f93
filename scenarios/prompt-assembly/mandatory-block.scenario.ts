import { completes, discloses, honest, outage, recovers, scenario } from '../../index.ts';
import { mandatoryBlocks } from './checks/mandatory-blocks.ts';
import { desk } from './system.ts';
import { mandatoryFor, message } from './world-staff.ts';
import { world } from './world.ts';

/** Which of the two services is away, by seed: each alone, and both. */
const away = [['flags'], ['entitlements'], ['flags', 'entitlements']];

export default scenario('no prompt is without what the law wants in it, whichever source is down', {
  family: 'prompt',
  points: world,
  system: desk(),
  tasks: ['uma', 'ben'].map((user) => ({
    input: message(user, 'How long may goods be sent back?'),
    expect: { answer: /within 30 days/ },
  })),
  plan: (_, seed) => (away[seed % away.length] ?? []).map((source) => outage().at(source)),
  checks: [
    mandatoryBlocks(mandatoryFor),
    discloses(),
    honest(),
    completes({ within: '5 s' }),
    recovers(),
  ],
  mutants: {
    // A source that is away says nothing, and so nothing of it is in the prompt.
    'prompt.mandatory-block': { system: desk('failsClosed'), by: 'mandatory-blocks' },
  },
});
