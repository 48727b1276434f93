import { performance } from 'node:perf_hooks';
import autocannon from 'autocannon';
import { http, HttpResponse } from 'msw';
import { load } from '../../harness/load/load.ts';
import { api, check, scenario, url } from '../../index.ts';

/** What one that asks a server at a rate came to; lag and busy are null of autocannon, which tells neither. */
export interface Asked {
  /** Those that were sent, and of these those that were answered as they should be. */
  readonly sent: number;
  readonly requests: number;
  readonly unsent: number;
  readonly lagP99Ms: number | null;
  readonly p99Ms: number;
  /** The share of the time that its event loop was busy. */
  readonly busy: number;
  /** Processor time a request, of all threads of its process. */
  readonly cpuUs: number;
}

type Asker = (
  address: string,
  rate: number,
  seconds: number,
) => Promise<Omit<Asked, 'busy' | 'cpuUs'>>;

/** A whole load: its tasks judged, its windows counted, over autocannon's connections. */
const ours: Asker = async (address, rate, seconds) => {
  const asks = scenario('asks', {
    points: { none: api([http.get('/', () => HttpResponse.json({}))]) },
    system: url(`http://${address}`, { ask: 'POST /chat' }),
    tasks: [{ input: 'ask' }],
    plan: [],
    checks: [check('any', () => true)],
    deadline: '10 s',
  });
  const phases = { baseline: seconds * 1000 };
  const report = await load(asks, { seed: 1, load: { rate, arrivals: 'constant', phases } });
  const [phase] = report.phases;
  if (!phase || report.driver !== 'autocannon') throw new Error('it was not asked by autocannon');
  return {
    sent: phase.started,
    requests: phase.right,
    unsent: phase.offered - phase.started,
    lagP99Ms: phase.lagMs.p99,
    p99Ms: phase.responseMs.p99,
  };
};

const stock: Asker = async (address, rate, seconds) => {
  const result = await autocannon({
    url: `http://${address}/chat`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"id":"before-1","input":"ask"}',
    connections: 32,
    overallRate: rate,
    duration: seconds,
  });
  return {
    // What autocannon tells as sent is more by what it meant to send in the first second.
    sent: result['2xx'],
    requests: result['2xx'],
    unsent: Math.max(0, rate * seconds - result['2xx']),
    lagP99Ms: null,
    p99Ms: result.latency.p99,
  };
};

// In a process of its own: `node bench/load/asker.ts ours|stock host:port rate seconds`.
if (process.argv[2] === 'ours' || process.argv[2] === 'stock') {
  const [, , name, address = '', rate, seconds] = process.argv;
  const ask = name === 'ours' ? ours : stock;
  // Not counted: code that runs for the first time is compiled.
  await ask(address, Math.min(2000, Number(rate)), 3);
  const cpu = process.cpuUsage();
  const loop = performance.eventLoopUtilization();
  const asked = await ask(address, Number(rate), Number(seconds));
  const { user, system } = process.cpuUsage(cpu);
  const { utilization: busy } = performance.eventLoopUtilization(loop);
  const cpuUs = (user + system) / asked.sent;
  process.send?.({ ...asked, busy, cpuUs } satisfies Asked, () => process.exit(0));
}
