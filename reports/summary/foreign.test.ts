import { describe, expect, it, test } from 'vitest';
import type { Event, Happening } from '../../harness/model/trace/trace.ts';
import { warnings } from '../words/headline.ts';
import { reporterNamed, reporters } from '../index.ts';
import { summarize } from './summarize.ts';
import { all, parseMarkup } from '../testing/markup.ts';
import { doubleBooking, sampleMeta, sampleRun } from '../testing/sample-runs.ts';

const asks = (host: string, task: string): Happening => ({ kind: 'foreign', host, task });

/** The events with some more just before the end. */
function withMore(events: readonly Event[], more: readonly Happening[]): readonly Event[] {
  const { atMs = 0 } = events.at(-1) ?? {};
  return [...events, ...more.map((one, n) => ({ ...one, seq: events.length + n, atMs }))];
}

const failing = doubleBooking();
const { events } = failing.trace;
const asked = [asks('cdn.dev', 't2'), asks('cdn.dev', 't2'), asks('log.dev', '')];
const run = { ...failing, trace: { ...failing.trace, events: withMore(events, asked) } };
const summary = summarize([run, { ...run, id: 'again' }], sampleMeta());

describe('hosts that are no point', () => {
  it('are counted, with the tasks that asked for them', () => {
    const [scenario] = summary.families.flatMap(({ scenarios }) => scenarios);
    expect(scenario?.foreign).toEqual([
      { host: 'cdn.dev', requests: 4, tasks: 2 },
      { host: 'log.dev', requests: 2, tasks: 0 },
    ]);
    expect(summary.findings[0]?.foreign).toEqual(['cdn.dev']);
  });

  it('are warned of where a task asked for them, and there alone', () => {
    expect(warnings(summary)).toEqual([
      expect.stringContaining('were refused: cdn.dev. Make each'),
    ]);
    const faultless = sampleRun({
      events: withMore(sampleRun().trace.events, [asks('log.dev', '')]),
    });
    const quiet = summarize([faultless], sampleMeta());
    expect(warnings(quiet)).toEqual([]);
    expect(quiet.result).toBe('pass');
    expect(reporterNamed('text').render(quiet)).toContain('log.dev');
  });
});

describe('hosts that lead to a point which was not reached', () => {
  const untrusted = { ...asks('api.openai.com', 't2'), why: 'untrusted' } as const;
  const unspoken = { ...asks('api.openai.com', 't2'), why: 'unspoken' } as const;
  const missing = [untrusted, untrusted, unspoken, asks('api.openai.com', '')];
  const one = { ...failing, trace: { ...failing.trace, events: withMore(events, missing) } };
  const told = summarize([one], sampleMeta());

  it('are told apart from hosts that are none, and warned of', () => {
    const [scenario] = told.families.flatMap(({ scenarios }) => scenarios);
    const host = 'api.openai.com';
    expect(scenario?.foreign).toEqual([
      { host, requests: 2, tasks: 1, why: 'untrusted' },
      { host, requests: 1, tasks: 1, why: 'unspoken' },
      { host, requests: 1, tasks: 0 },
    ]);
    expect(told.findings[0]?.foreign).toEqual([]);
    expect(warnings(told)).toEqual([
      expect.stringMatching(/not trust the certificate .*: api\.openai\.com\. .*SSL_CERT_FILE/),
      expect.stringMatching(/spoke what no point speaks.*: api\.openai\.com\./),
    ]);
  });

  test.for(reporters)('$name says why', ({ render }) => {
    expect(render(told)).toMatch(/does\s+not\s+trust\s+the\s+certificate|"why": "untrusted"/);
  });
});

test.each([
  ['text', 'refused   cdn.dev: no point of the scenario'],
  ['text', 'asked for cdn.dev, which is no point: refused (4 requests, 2 tasks)'],
  ['markdown', '**Refused, as no point of the scenario:** cdn.dev'],
  ['markdown', 'asked for cdn.dev, which is no point: refused (4 requests, 2 tasks)'],
  ['html', '<dt>Refused</dt><dd>cdn.dev: no point of the scenario</dd>'],
  ['html', 'asked for log.dev, which is no point: refused (2 requests, outside of any task)'],
  ['json', '"host": "cdn.dev"'],
])('%s says %j', (name, words) => {
  expect(reporterNamed(name).render(summary)).toContain(words);
});

test.for(reporters)('$name names each host', ({ render }) => {
  expect(render(summary)).toContain('cdn.dev');
  expect(render(summary)).toContain('log.dev');
});

test('JUnit names them as properties of their suite, and adds no case', () => {
  const root = parseMarkup(reporterNamed('junit').render(summary));
  const hosts = all(root, 'property').filter(
    ({ attributes }) => attributes['name'] === 'refused host',
  );
  expect(hosts.map(({ attributes }) => attributes['value'])).toEqual(['cdn.dev', 'log.dev']);
  expect(all(root, 'skipped')).toEqual([]);
});
