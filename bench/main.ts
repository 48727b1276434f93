import { readdirSync } from 'node:fs';

/** `npm run bench -- <name>`: runs one benchmark; each ends with one line of JSON. */
const name = process.argv[2] ?? '';
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));

if (names.includes(name)) {
  const { bench } = (await import(`./${name}.bench.ts`)) as Bench;
  const figures = await bench((line) => process.stdout.write(`${line}\n`));
  process.stdout.write(`${JSON.stringify({ bench: name, figures })}\n`);
  process.exit(0);
}
process.stderr.write(`brownout bench: expected one of ${names.join(', ')}, got "${name}"\n`);
process.exitCode = 2;

/** What a `*.bench.ts` exports; figures are ratios and rates, null where not measured. */
interface Bench {
  readonly bench: (say: (line: string) => void) => Promise<Readonly<Record<string, number | null>>>;
}
