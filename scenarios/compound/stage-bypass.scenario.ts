import { completes, degrades, hang, recovers, refuse, scenario, unreachable } from '../../index.ts';
import { sloMs } from './budget.ts';
import { retrieverOrder } from './checks/retriever-order.ts';
import { library } from './system.ts';
import { world } from './world.ts';

const troubles = [refuse({ status: 503 }), refuse({ status: 500 }), unreachable(), hang()];

/** What the answer can do without. */
const bypassed = ['reranker', 'verifier', 'citer'];

export default scenario('a reranker that is down costs the order, not the answer', {
  family: 'compound',
  points: world,
  system: library(),
  tasks: [{ input: 'How long does a refund take?', expect: { answer: /30 days/ } }],
  plan: (_, seed) => troubles.filter((_, n) => n === seed % 4).map((it) => it.at('reranker')),
  checks: [
    degrades((down) => {
      if (down.includes('model')) return ['failed', 'abstained'];
      // The standby keeps refunds under another embedding: without the retriever, no answer.
      if (down.includes('retriever')) return 'abstained';
      return bypassed.some((point) => down.includes(point))
        ? 'degraded'
        : ['full', 'degraded', 'abstained'];
    }),
    retrieverOrder,
    completes({ within: sloMs }),
    recovers(),
  ],
  mutants: {
    // The error of one stage is the error of the request.
    'compound.stage-bypass': { system: library('bypassesStages'), by: 'degrades' },
  },
});
