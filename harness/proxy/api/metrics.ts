import type { Counts } from '../proxy.ts';
import type { Passage } from './traffic.ts';

/** A Prometheus counter or gauge, with a sample for each set of labels. */
interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge';
  readonly help: string;
  readonly samples: readonly (readonly [labels: Readonly<Record<string, string>>, value: number])[];
}

/** Which metrics a server shows. */
export type MetricKind = 'proxy' | 'runtime';

/** The media type of Prometheus's text format, as the real server names it. */
export const metricsType = 'text/plain; version=0.0.4; charset=utf-8; escaping=underscores';

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

/** Formats families as Prometheus text, sorted as Go's client sorts them, without empty ones. */
export function writeMetrics(families: readonly Family[]): string {
  return families
    .filter(({ samples }) => samples.length > 0)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(writeFamily)
    .join('');
}

function gauge(name: string, help: string, value: number): Family {
  return { name, type: 'gauge', help, samples: [[{}, value]] };
}

function writeFamily({ name, type, help, samples }: Family): string {
  const lines = samples.map(
    ([labels, value]) => `${name}${writeLabels(labels)} ${goFloat(value)}\n`,
  );
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.toSorted().join('')}`;
}

function writeLabels(labels: Readonly<Record<string, string>>): string {
  const written = Object.entries(labels)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}="${escaped(value)}"`);
  return written.length === 0 ? '' : `{${written.join(',')}}`;
}

function escaped(value: string): string {
  return value
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`);
}

/** A number in Go's shortest form: with an exponent from a million on, of at least two digits. */
function goFloat(value: number): string {
  if (value === 0 || (Math.abs(value) < 1e6 && Math.abs(value) >= 1e-4)) return String(value);
  return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}
