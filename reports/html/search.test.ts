import { describe, expect, it } from 'vitest';
import type { CoverageCell } from '../../harness/model/trace/exploration.ts';
import { html } from '../html.ts';
import { summarize } from '../summary/summarize.ts';
import { all, parseMarkup, textIn, type Element } from '../testing/markup.ts';
import { hostile, sampleMeta } from '../testing/sample-runs.ts';
import { cleanSearch, doubleBookingFound, sampleSearch } from '../testing/sample-search.ts';

function parsed(...searches: readonly ReturnType<typeof sampleSearch>[]): Element {
  return parseMarkup(html.render(summarize([], sampleMeta({ searches }))));
}

function only(elements: readonly Element[]): Element {
  const [found] = elements;
  if (!found) throw new Error('there is none');
  return found;
}

const ofClass = (root: Element, name: string, its: string) =>
  all(root, name).filter((one) => one.attributes['class'] === its);

describe('the page of a search', () => {
  const root = parsed(sampleSearch());

  it('has the claim to the letter in its top, and what was found as its headline', () => {
    const top = only(all(root, 'header'));
    expect(textIn(only(all(top, 'h1')))).toBe('1 way to break it');
    expect(textIn(only(all(top, 'blockquote')))).toBe(
      'Shown: every reachable schedule of at most 2 faults out of these 3 kinds at these 4 sites.',
    );
  });

  it('says in words for each cell what became of that fault at that call', () => {
    const matrix = only(ofClass(root, 'div', 'sites'));
    const rows = all(matrix, 'tr').map((row) => all(row, 'td').map(textIn));
    expect(rows.filter((row) => row.length > 0)).toEqual([
      ['✕ broke', '● held', '○ idle'],
      ['', '= same kind', '~ absorbed'],
      ['? not tried', '? not tried', '? not tried'],
    ]);
    const heads = all(matrix, 'th').map((th) => th.attributes['scope']);
    expect(new Set(heads)).toEqual(new Set(['col', 'row', 'rowgroup']));
    expect(textIn(matrix)).toContain('flights, seen but not tried');
  });

  it('names faults without parameters, but where two would be called the same', () => {
    const named = (faults: readonly string[]) => {
      const [head] = all(only(ofClass(parsed(cleanSearch({ faults })), 'div', 'sites')), 'tr');
      return all(head ?? root, 'th').map((th) => [textIn(th), th.attributes['title']]);
    };
    const [a, b, c] = ['lost-reply', 'refuse (status 503)', 'slow (ms 3000)'] as const;
    expect(named([a, b, c])).toEqual([
      ['Call', undefined],
      [a, a],
      ['refuse', b],
      ['slow', c],
    ]);
    const other = 'refuse (status 403)';
    expect(named([a, b, other]).slice(2)).toEqual([
      [b, b],
      [other, other],
    ]);
  });

  it('explains every sign that occurs, and no other', () => {
    const words = (element: Element) => all(only(ofClass(element, 'dl', 'signs')), 'b').map(textIn);
    expect(words(root)).toEqual(['broke', 'held', 'idle', 'absorbed', 'same kind', 'not tried']);
    const coverage = sampleSearch().exploration.coverage.filter(({ state }) => state === 'struck');
    expect(words(parsed(cleanSearch({ coverage })))).toEqual(['held']);
  });

  it('draws how the levels grew and when what was found; its labels say the same', () => {
    const figure = only(ofClass(root, 'figure', 'picture'));
    const labels = all(figure, 'svg').flatMap((svg) => svg.attributes['aria-label'] ?? []);
    expect(labels).toEqual([
      '1 fault: 9 run',
      '2 faults: 27 run, 4 left out by rule, but run to audit the rule, 20 left out: same kind, 3 left out: absorbed',
      'outages: 20 runs, level 1: 9 runs, level 2: 31 runs; finding 1 at run 23',
    ]);
    expect(only(all(figure, 'a')).attributes['href']).toBe('#finding-1');
    const bar = all(figure, 'svg')[1];
    const widths = bar
      ? all(bar, 'rect').map((one) => parseFloat(one.attributes['width'] ?? ''))
      : [];
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(100, 1);
  });

  it('shows what was not run, and how to go on, where it stopped early', () => {
    const level = { ...sampleSearch().exploration.levels[1], run: 11, isFinished: false };
    const goOn = 'npx brownout explore booking.scenario.ts --resume';
    const page = parsed(cleanSearch({ stopped: 'interrupted', levels: [level as never], goOn }));
    const text = textIn(page);
    expect(text).toContain(goOn);
    expect(text).toContain('not run: it stopped before');
    expect(text).toContain('not finished');
  });

  it('fetches nothing, and carries hostile text as text', () => {
    const [finding] = [doubleBookingFound()];
    const evil = sampleSearch({
      scenario: hostile,
      claim: hostile,
      faults: [hostile],
      coverage: [
        {
          task: hostile,
          point: hostile,
          op: hostile,
          attempt: 1,
          fault: hostile,
          state: 'broke',
          why: '',
        },
      ],
      findings: [{ ...finding, signature: hostile, how: hostile }],
      goOn: hostile,
    });
    const text = html.render(summarize([], sampleMeta({ searches: [evil] })));
    expect(text).not.toMatch(/<(?:link|img|iframe)|\bsrc=|https?:|@import|url\((?!#)/);
    expect(textIn(parseMarkup(text))).toContain('</script><b>bold</b> ]]> <!-- & "quoted"');
  });

  it('stays under 5 MB for 2,000 calls and 100 faults, and says what it leaves out', () => {
    const faults = Array.from({ length: 100 }, (_, n) => `fault-${n} (${'<'.repeat(60)})`);
    const coverage = Array.from({ length: 2_000 }, (_, n) =>
      faults.map((fault): CoverageCell => ({
        task: 'during-1',
        point: 'tool',
        op: `POST /${n}`,
        attempt: 1,
        fault,
        state: 'struck',
        why: '',
      })),
    ).flat();
    const text = html.render(
      summarize([], sampleMeta({ searches: [sampleSearch({ faults, coverage, sites: 2_001 })] })),
    );
    expect(Buffer.byteLength(text)).toBeLessThan(5_000_000);
    const says = textIn(parseMarkup(text));
    expect(says).toContain('1,900 more calls had no room on this page');
    expect(says).toContain('40 more faults had no room on this page');
    expect(says).toContain('At 1 more call none of these faults can strike');
  });
});
