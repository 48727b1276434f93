/** A Prometheus counter or gauge, with a sample for each set of labels. */
export interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge';
  readonly help: string;
  readonly samples: readonly (readonly [labels: Readonly<Record<string, string>>, value: number])[];
}

/** The media type of Prometheus's text format. */
export const metricsType = 'text/plain; version=0.0.4; charset=utf-8; escaping=underscores';

/** Formats families as Prometheus text, sorted as Go's client sorts them, without empty ones. */
export function writeMetrics(families: readonly Family[]): string {
  return families
    .filter(({ samples }) => samples.length > 0)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(writeFamily)
    .join('');
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
