import { serveAgent, setting } from '../../agent-server.ts';
import { supportDesk } from './agent.ts';
import { without } from './safeguards.ts';
import { tiers } from './trust.ts';

const desk = supportDesk({
  modelUrl: setting('OPENAI_BASE_URL'),
  approverUrl: setting('APPROVER_URL'),
  monitorUrl: setting('MONITOR_URL'),
  toolUrls: { retail: setting('RETAIL_URL'), business: setting('BUSINESS_URL') },
  stateDir: setting('STATE_DIR'),
  sealKey: setting('SEAL_KEY'),
  start: tiers.find((tier) => tier === process.env['START_TIER']) ?? 'shadow',
  safeguards: without(process.env['WITHOUT']),
});

serveAgent('POST /tickets', desk);
