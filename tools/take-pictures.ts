import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { program } from '../cli/program.ts';

// Takes the pictures of the guides anew, from reports of real runs: `npm run pictures`. It needs a
// Chromium; where it is not called `chromium`, name it in CHROMIUM.

/** A part of a report's page, as a picture. */
interface Picture {
  readonly file: string;
  /** What makes the report. */
  readonly args: readonly string[];
  readonly report: string;
  /** Parts of the page that are left out. */
  readonly without: string;
  readonly width: number;
  readonly height: number;
}

const booking = 'scenarios/partial-completion/no-orphan.scenario.ts';
const mutant = ['--variant', 'partial.no-orphan'];
const pictures: readonly Picture[] = [
  {
    file: 'docs/report.png',
    args: ['run', booking, ...mutant],
    report: '.brownout/report.html',
    without: '.top, #outcomes, .filter, #findings > h2, #scenarios, footer',
    width: 920,
    height: 1395,
  },
  {
    file: 'docs/search.png',
    args: ['explore', booking, ...mutant, '--keep-going'],
    report: '.brownout/explore/report.html',
    without: '.top, .filter, #findings, .search > h2, footer',
    width: 1000,
    height: 1311,
  },
];

for (const { file, args, report, without, width, height } of pictures) {
  await program(args);
  const page = path.resolve('.brownout/picture.html');
  const style = `${without} { display: none !important } main { padding: 1.25rem !important }
    .finding { margin: 0 !important }`;
  writeFileSync(
    page,
    readFileSync(report, 'utf8').replace('</body>', `<style>${style}</style></body>`),
  );
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--hide-scrollbars',
    '--force-device-scale-factor=1.5',
  ];
  const shot = [`--window-size=${width},${height}`, `--screenshot=${path.resolve(file)}`];
  execFileSync(process.env['CHROMIUM'] ?? 'chromium', [...flags, ...shot, `file://${page}`], {
    stdio: 'pipe',
  });
  rmSync(page);
}
