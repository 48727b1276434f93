import { fileURLToPath } from 'node:url';
import {
  api,
  completes,
  compose,
  discloses,
  http,
  HttpResponse,
  nonce,
  outage,
  pause,
  provider,
  recovers,
  scenario,
} from 'brownout';

const model = provider({
  script: ({ result }) => {
    const found = result('track') as { where: string } | undefined;
    if (!found) return { call: { name: 'track', args: { parcel: 'P1' } } };
    return `Your parcel is at ${found.where}.`;
  },
});

const parcels = api([http.get('/parcels/:id', () => HttpResponse.json({ where: nonce('HUB') }))]);

const file = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** The desk of docker-compose.yml: `brownout run docker`, or `docker compose up` and ask it yourself. */
export default scenario('a parcel desk says what it last knew while tracking is down', {
  family: 'demo',
  points: { model, parcels },
  system: compose(file('docker-compose.yml'), {
    service: 'agent',
    hosts: ['valkey'],
    overrides: process.env['BROWNOUT_OVERRIDE'] ? [file(process.env['BROWNOUT_OVERRIDE'])] : [],
    port: 8080,
    env: (at) => ({ OPENAI_BASE_URL: at.url('model'), PARCELS_URL: at.url('parcels') }),
    ready: 'GET /health',
    ask: 'POST /chat',
  }),
  tasks: [{ input: 'Where is my parcel?' }],
  // Tracking is down, and for a moment the store stands still; then it can say what it knew.
  plan: [outage().at('parcels'), pause().at('valkey', { ms: [0, 100] })],
  checks: [completes(), discloses(), recovers({ within: '30 s' })],
});
