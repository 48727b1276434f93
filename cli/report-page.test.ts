import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fifo } from '../harness/load/fifo-fixture.ts';
import { load } from '../harness/load/load.ts';
import type { LoadReport } from '../harness/model/load/load-report.ts';
import { html } from '../reports/html.ts';
import { loadsOfCapacity } from '../reports/load/curves/loads-of-capacity.ts';
import { loadsOfCurve } from '../reports/load/curves/loads-of-curve.ts';
import { loadsOfTipping } from '../reports/load/curves/loads-of-tipping.ts';
import { severalPage } from '../reports/load/curves/several-page.ts';
import { loadPage } from '../reports/load/load-page.ts';
import { sampleCapacity, sampleCurve, sampleTipping } from '../reports/testing/sample-curves.ts';
import { summarize } from '../reports/summary/summarize.ts';
import {
  doubleBooking,
  mixedRuns,
  sampleMatrix,
  sampleMeta,
  sampleRun,
} from '../reports/testing/sample-runs.ts';
import { sampleSearch } from '../reports/testing/sample-search.ts';
import { folderIn, type Folder } from './testing/folder.ts';

const require = createRequire(import.meta.url);
/** As it is shipped for pages: a third of its source. */
const axe = require.resolve('axe-core/axe.min.js');
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const isMissing = !existsSync(executablePath);
const limitMs = 120_000;

/** What keeps Chromium from asking the network or a display for anything. */
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const pages = {
  findings: () =>
    summarize([...mixedRuns(), doubleBooking({ scenario: 'another claim' })], sampleMeta()),
  matrix: () =>
    summarize(
      [sampleRun(), doubleBooking({ variant: 'partial.exactly-once' })],
      sampleMeta({ matrix: sampleMatrix(false) }),
    ),
  search: () => summarize([], sampleMeta({ searches: [sampleSearch()] })),
  empty: () =>
    summarize([], sampleMeta({ errors: [{ file: 'a.ts', message: 'it\nbroke' }], partial: true })),
};

/** What many loads came to. */
const loadPages = {
  curve: () => severalPage(loadsOfCurve(sampleCurve, null)),
  capacity: () => severalPage(loadsOfCapacity(sampleCapacity, null)),
  tipping: () => severalPage(loadsOfTipping(sampleTipping, null)),
};

/** A load that is not good again for as long as it should be. */
function underLoad(): Promise<LoadReport> {
  const phases = { baseline: '10 s', fault: '10 s', recovery: '20 s' } as const;
  const slo = { goodput: '>= 99 %', p99: '<= 1 s', recovery: '<= 5 s' };
  return load(fifo({ retries: 1 }), { seed: 1, load: { rate: 50, phases, slo } });
}

describe.skipIf(isMissing)(
  isMissing ? `the page in a browser: no Chromium at ${executablePath}` : 'the page in a browser',
  () => {
    let browser: Browser;
    let folder: Folder;

    beforeAll(async () => {
      folder = await folderIn(tmpdir());
      for (const [name, summary] of Object.entries(pages)) {
        await folder.write(`${name}.html`, html.render(summary()));
      }
      await folder.write('load.html', loadPage(await underLoad()));
      for (const [name, page] of Object.entries(loadPages)) {
        await folder.write(`${name}.html`, page());
      }
      browser = await chromium.launch({ executablePath, args });
    }, limitMs);
    afterAll(async () => {
      await browser.close();
      await folder.remove();
    });

    /** A page that has been opened, and what went wrong in it. */
    async function open(name: string, options: BrowserContextOptions = {}) {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => errors.push(message.text()));
      await page.goto(String(pathToFileURL(path.join(folder.path, `${name}.html`))));
      return { page, errors, close: () => context.close() };
    }

    // Colours do not hang on the width, nor does what is cut off hang on the colours.
    const looks = [
      ['light', 1280],
      ['dark', 400],
    ] as const;

    test.for([...Object.keys(pages), 'load', ...Object.keys(loadPages)])(
      'axe finds nothing in %s, light and wide, dark and narrow; nothing is cut off',
      { timeout: limitMs },
      async (name) => {
        const { page, errors, close } = await open(name, { bypassCSP: true });
        // What is folded up must be right, too.
        await page.$$eval('details', (all) => all.forEach((one) => one.setAttribute('open', '')));
        await page.addScriptTag({ path: axe });
        for (const [colorScheme, width] of looks) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 900 });
          const flaws = await page.evaluate(`axe.run(document).then(({ violations }) =>
            violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`);
          expect(flaws, colorScheme).toEqual([]);
          expect(await hiddenParts(page), colorScheme).toEqual([]);
        }
        expect(errors).toEqual([]);
        await close();
      },
    );

    test('a word says what it means when it is pressed', { timeout: limitMs }, async () => {
      const { page, close } = await open('findings', { javaScriptEnabled: true });
      await page.click('#outcomes .legend button:text("unsafe")');
      const meaning = page.locator('#word-outcome-unsafe');
      expect(await meaning.isVisible()).toBe(true);
      expect(await meaning.textContent()).toContain('done twice');
      await page.keyboard.press('Escape');
      expect(await meaning.isVisible()).toBe(false);
      await close();
    });

    test('the filter leaves what fits', { timeout: limitMs }, async () => {
      const { page, errors, close } = await open('findings');
      const rows = () => page.locator('.scenarios tr[data-find]:visible').count();
      const cards = () => page.locator('article:visible').count();
      expect([await rows(), await cards()]).toEqual([4, 1]);
      await page.fill('.filter input', 'gives up');
      expect([await rows(), await cards()]).toEqual([1, 0]);
      expect(await page.textContent('.filter output')).toBe('1 of 5 shown');
      await page.fill('.filter input', '');
      await page.selectOption('.filter select', 'unknown');
      expect([await rows(), await cards()]).toEqual([1, 0]);
      await page.selectOption('.filter select', '');
      expect([await rows(), await cards()]).toEqual([4, 1]);
      expect(errors).toEqual([]);
      await close();
    });

    test('a command is copied by its button', { timeout: limitMs }, async () => {
      const permissions = ['clipboard-read', 'clipboard-write'];
      const { page, errors, close } = await open('findings', { permissions });
      await page.click('.copy >> nth=0');
      await page.waitForFunction(`document.querySelector('.copy').textContent === 'Copied'`);
      const copied = await page.evaluate('getSelection().toString()');
      expect(copied).toMatch(/^npx brownout replay \.brownout\/repros\/booking-\d+\.repro\.json$/);
      expect(errors).toEqual([]);
      await close();
    });

    test('without scripts nothing is missing but these', { timeout: limitMs }, async () => {
      const { page, close } = await open('findings', { javaScriptEnabled: false });
      expect(await page.locator('.filter:visible, .copy:visible').count()).toBe(0);
      expect(await page.locator('article:visible').count()).toBe(1);
      expect(await page.locator('.replay:visible').count()).toBeGreaterThan(0);
      await close();
    });
  },
);

/** Parts of a page that can be seen by scrolling alone. */
function hiddenParts(page: Page): Promise<unknown> {
  return page.evaluate(`[...document.querySelectorAll('html, body *')]
    .filter((one) => !one.closest('.hidden, svg, thead, [popover]'))
    .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible')
    .map((one) => one.tagName + '.' + one.className)`);
}
