import type { Counts } from '../proxy.ts';
import type { Family } from '../../model/prometheus.ts';
import type { Passage } from './traffic.ts';

/** Which metrics a server shows. */
export type MetricKind = 'proxy' | 'runtime';

/** The bytes of proxies as `toxiproxy_proxy_received_bytes_total` and `…_sent_bytes_total`. */
export function proxyFamilies(traffic: readonly (readonly [Passage, Counts])[]): readonly Family[] {
  return (['received', 'sent'] as const).map((which) => ({
    name: `toxiproxy_proxy_${which}_bytes_total`,
    type: 'counter',
    help: '',
    samples: traffic.flatMap(([passage, bytes]) =>
      (['downstream', 'upstream'] as const)
        .filter((direction) => bytes[direction].received + bytes[direction].sent > 0)
        .map((direction) => [{ direction, ...passage }, bytes[direction][which]] as const),
    ),
  }));
}

/** Metrics of this process, under the names that Prometheus clients use. */
export function runtimeFamilies(): readonly Family[] {
  const cpu = process.cpuUsage();
  const startedMs = performance.timeOrigin;
  return [
    gauge(
      'process_resident_memory_bytes',
      'Resident memory size in bytes.',
      process.memoryUsage.rss(),
    ),
    gauge(
      'process_start_time_seconds',
      'Start time of the process since unix epoch in seconds.',
      Math.round(startedMs) / 1000,
    ),
    {
      ...gauge(
        'process_cpu_seconds_total',
        'Total user and system CPU time spent in seconds.',
        (cpu.user + cpu.system) / 1e6,
      ),
      type: 'counter',
    },
  ];
}

function gauge(name: string, help: string, value: number): Family {
  return { name, type: 'gauge', help, samples: [[{}, value]] };
}
