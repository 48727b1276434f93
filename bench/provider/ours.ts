import { catalogue } from '../../faults/catalogue.ts';
import { refuse } from '../../faults/index.ts';
import { provider } from '../../harness/provider/provider.ts';
import { serveAlone } from '../../harness/run/standalone/serve-alone.ts';
import { text } from './answers.ts';
import { saysUsage } from '../says-usage.ts';

/** Ours as `brownout provider` serves it: with rate limits, record, metrics, and a fault that is drawn for. */
const served = await serveAlone({
  name: 'model',
  point: provider({
    script: () => text,
    limits: { requestsPerMinute: 1e9, tokensPerMinute: 1e12 },
  }),
  faults: catalogue,
  seed: 1,
  plan: [refuse({ status: 503 }).at('model', { chance: 1e-12 })],
  sink: () => ({ take: () => {} }),
  port: 0,
  onError: (error) => {
    throw error;
  },
});
saysUsage(new URL(served.url).host);
