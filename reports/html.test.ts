import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { failed } from '../harness/model/trace/verdict.ts';
import { html } from './html.ts';
import { summarize } from './summary/summarize.ts';
import { all, parseMarkup, textIn, type Element } from './testing/markup.ts';
import {
  doubleBooking,
  hostile,
  missedRun,
  mixedRuns,
  sampleMatrix,
  sampleMeta,
  sampleRun,
} from './testing/sample-runs.ts';

function parsed(...args: Parameters<typeof summarize>): Element {
  return parseMarkup(html.render(summarize(...args)));
}

function first(root: Element, name: string): Element {
  const [found] = all(root, name);
  if (!found) throw new Error(`no <${name}>`);
  return found;
}

describe('the page', () => {
  const root = parsed(mixedRuns(), sampleMeta());
  const text = () => html.render(summarize(mixedRuns(), sampleMeta()));

  it('says the verdict in its title and heading, in English', () => {
    expect(root.attributes['lang']).toBe('en');
    expect(textIn(first(root, 'title'))).toBe(
      'FAIL: 1 of 3 scenarios failed, 1 could not be judged - Brownout',
    );
    expect(textIn(first(root, 'h1'))).toBe('1 of 3 scenarios failed, 1 could not be judged');
  });

  it('fetches nothing, and runs no script but its own', () => {
    const page = text();
    expect(page).not.toMatch(/<(?:link|img|iframe)|\bsrc=|https?:|@import|url\((?!#)/);
    expect(page).toMatch(
      /default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-[^']+'"/,
    );
    const [script, ...others] = all(root, 'script');
    expect(others).toEqual([]);
    const hash = createHash('sha256').update(String(script?.children[0])).digest('base64');
    expect(page).toContain(`'sha256-${hash}'`);
  });

  it('tells how tasks ended, then what broke, then each scenario', () => {
    const ids = all(root, 'section').map(({ attributes }) => attributes['id']);
    expect(ids).toEqual(['outcomes', 'findings', 'scenarios']);
    const [ends] = all(root, 'section');
    expect(ends && textIn(ends)).toContain('during 12 tasks 1 unaffected, 8 recovered, 3 unsafe');
  });

  it('says what its words mean, once each, and only of words that it uses', () => {
    const used = new Set(
      all(root, 'button').flatMap((one) => one.attributes['popovertarget'] ?? []),
    );
    const told = all(first(root, 'aside'), 'div').map(({ attributes }) => attributes['id'] ?? '');
    expect(told.length).toBeGreaterThan(5);
    expect(told.toSorted()).toEqual([...used].toSorted());
  });

  it('has no path of a file in a heading', () => {
    const replayed = { scenario: 'books once (.brownout/repros/a.repro.json)' };
    const page = parsed([doubleBooking(replayed)], sampleMeta());
    const heads = ['h1', 'h2', 'h3', 'h4', 'title'].flatMap((name) => all(page, name).map(textIn));
    expect(heads.filter((head) => /\.(json|ts)\b/.test(head))).toEqual([]);
    const claims = all(page, 'p').filter(({ attributes }) => attributes['class'] === 'claim');
    expect(claims.map(textIn)).toEqual(['books once']);
  });

  it('leads from a claim to its scenario and back', () => {
    const links = all(root, 'a').map(({ attributes }) => attributes['href'] ?? '');
    const ids = new Set([...text().matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => `#${id}`));
    expect(links).toContain('#finding-1');
    expect(links.some((link) => link.startsWith('#scenario-'))).toBe(true);
    expect(links.filter((link) => !ids.has(link))).toEqual([]);
  });

  it('has a row a scenario under its family, with headed columns', () => {
    const table = all(root, 'table').find(({ attributes }) =>
      /scenarios/.test(attributes['class'] ?? ''),
    )!;
    expect(all(first(table, 'thead'), 'th').every((th) => th.attributes['scope'] === 'col')).toBe(
      true,
    );
    const rows = all(table, 'tr').map(textIn);
    expect(rows).toContainEqual(expect.stringMatching(/^FAIL books once.* 10 /));
    expect(rows).toContainEqual(expect.stringContaining('during 7 recovered, 3 unsafe'));
    expect(rows).toContainEqual(expect.stringContaining('never struck: slow (delay 5 s)'));
  });

  it('tells a finding: claim, reason, plan, evidence, replay line', () => {
    const text = textIn(first(root, 'article'));
    expect(text).toContain('POST /book took effect 2 times for task t2');
    expect(text).toContain('lost-reply at flights POST /book, 1st call');
    expect(text).toContain('3 of 10 runs');
    expect(text).toContain('npx brownout replay .brownout/repros/booking-8.repro.json');
    expect(
      all(first(root, 'article'), 'ol').map(({ attributes }) => attributes['class']),
    ).toContain('evidence');
  });

  it('draws calls as bars in lanes, marks faults and effects, and lights the evidence', () => {
    const figure = first(root, 'figure');
    const lit = all(figure, 'li').filter((li) => li.attributes['class'] === 'bar lit');
    expect(all(figure, 'li')).toHaveLength(5);
    expect(lit.map(textIn)).toEqual([
      'task t2 answered in full, as expected, 1.6 s evidence 3',
      'POST /book lost its connection, 40 ms ▲ lost-reply ◆ BK-4f9a1c2b evidence 1',
      'POST /book (attempt 2) replied 200, 48 ms ◆ BK-90d3e7aa evidence 2',
    ]);
    const marks = all(figure, 'path').map((path) => path.attributes['class']);
    expect(marks).toEqual(['m-fault', 'm-effect', 'm-effect']);
    const times = all(figure, 'text').map(textIn);
    expect(times.length).toBeGreaterThan(1);
    expect(new Set(times).size).toBe(times.length);
  });

  it('stacks outcomes so that each bar is full', () => {
    for (const mix of all(root, 'dl').filter((dl) => dl.attributes['class'] === 'mix')) {
      for (const svg of all(mix, 'svg')) {
        const widths = all(svg, 'rect').map((rect) => parseFloat(rect.attributes['width'] ?? ''));
        expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(100, 1);
      }
    }
  });

  it('shows the matrix and how each mutant was caught', () => {
    const mutant = doubleBooking({ variant: 'partial.exactly-once' });
    const page = parsed([sampleRun(), mutant], sampleMeta({ matrix: sampleMatrix(false) }));
    const rows = all(page, 'tr').map(textIn);
    expect(rows).toContainEqual('partial.no-orphan MISSED exactly-once -');
    expect(rows).toContainEqual(
      'partial.exactly-once yes exactly-once lost-reply at flights POST /book, 1st call',
    );
    const links = all(first(page, 'table'), 'a').map(({ attributes }) => attributes['href']);
    expect(links).toEqual(['#caught-1']);
    const ids = all(first(page, 'details'), 'div').map(({ attributes }) => attributes['id']);
    expect(ids).toContain('caught-1');
    expect(textIn(first(page, 'details'))).toContain('POST /book took effect 2 times');
    expect(all(page, 'article')).toEqual([]);
  });

  it('carries hostile text as text', () => {
    const evil = { scenario: hostile, family: hostile, file: hostile, variant: hostile };
    const run = doubleBooking({ ...evil, output: [hostile], repro: hostile });
    const verdicts = [{ check: hostile, verdict: failed(hostile, [0, 1, 2]) }];
    const page = parsed([{ ...run, verdicts }, missedRun(evil)], sampleMeta({ command: hostile }));
    expect(all(page, 'script')).toHaveLength(1);
    expect(textIn(first(page, 'article'))).toContain('</script><b>bold</b> ]]> <!-- & "quoted"');
  });

  it('stays under 5 MB for 5,000 runs, and says what it leaves out', () => {
    const runs = Array.from({ length: 5000 }, (_, n) =>
      doubleBooking({
        seed: n,
        scenario: `claim ${n} ${'"<&'.repeat(200)}`,
        verdicts: [{ check: 'x', verdict: failed(`${n} ${'<'.repeat(5000)}`, [3, 9, 12]) }],
        output: Array.from({ length: 50 }, () => '"'.repeat(500)),
      }),
    );
    const text = html.render(summarize(runs, sampleMeta()));
    expect(Buffer.byteLength(text)).toBeLessThan(5_000_000);
    const says = textIn(parseMarkup(text));
    expect(says).toContain('5,000 findings');
    expect(says).toMatch(/[\d,]+ more findings had no room on this page/);
    expect(says).toContain('4,500 more scenarios had no room on this page');
  });
});
