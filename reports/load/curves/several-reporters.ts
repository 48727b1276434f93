import { HarnessError } from '../../../harness/model/error.ts';
import { escapedJson } from '../../json.ts';
import { loadOtel } from '../load-otel.ts';
import { severalJunit } from './several-junit.ts';
import type { SeveralReporter } from './several-loads.ts';
import { severalMarkdown } from './several-markdown.ts';

/** All formats of what several loads come to. */
export const severalReporters: readonly SeveralReporter[] = [
  {
    name: 'text',
    ending: 'txt',
    render: ({ text }) => `${text({ color: false, width: 100 })}\n`,
  },
  {
    name: 'json',
    ending: 'json',
    render: ({ value }) => `${escapedJson(JSON.stringify(value))}\n`,
  },
  severalJunit,
  severalMarkdown,
  { name: 'html', ending: 'html', render: ({ page }) => page() },
  {
    name: 'otel',
    ending: 'otlp.json',
    render: ({ shown }, context) => (shown ? loadOtel.render(shown, context) : noSpans),
  },
];

const noSpans = `${JSON.stringify({ resourceSpans: [] })}\n`;

/** The formats with these names, all where none is named; throws `bad-argument` for an unknown name. */
export function severalReportersNamed(
  names: readonly string[] | undefined,
): readonly SeveralReporter[] {
  return (names ?? severalReporters.map(({ name }) => name)).map((name) => {
    const found = severalReporters.find((one) => one.name === name);
    if (found) return found;
    throw new HarnessError('bad-argument', {
      expected: `a reporter of several loads (${severalReporters.map((one) => one.name).join(', ')})`,
      got: JSON.stringify(name),
      fix: 'Name one of these.',
    });
  });
}
