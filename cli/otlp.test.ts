import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCollector } from './testing/collector.ts';
import { brownout } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { booksOnce } from './testing/snippets.ts';

const limitMs = 180_000;
let user: Folder;
beforeAll(async () => {
  user = await folderInside();
  await user.write('books.scenario.ts', booksOnce);
});
afterAll(() => user.remove());

/** What a command pushes to an endpoint, and what it says. */
async function pushedBy(...args: readonly string[]) {
  const collector = await openCollector();
  const all = [...args, '--otlp', collector.address];
  const came = await brownout(all, { cwd: user.path, limitMs: 150_000 });
  collector.close();
  return { ...came, got: collector.got() };
}

test.each([
  ['run', 'finding'],
  ['explore', 'finding'],
])(
  '%s writes the traces of what it finds, and pushes the same',
  { timeout: limitMs },
  async (verb, why) => {
    const args = [verb, 'books.scenario.ts', '--variant', 'demo.no-key', '--out', `${verb}-out`];
    const { code, stderr, got } = await pushedBy(...args, '--reporter', 'otel');
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('pushed traces to http://127.0.0.1'),
    ]);
    expect(got).toBe(user.read(`${verb}-out/report.otlp.json`));
    expect(got).toContain('invoke_agent ');
    expect(got).toContain(`"stringValue":"${why}"`);
    expect(got).toContain('brownout.fault');
  },
);

test(
  'an endpoint off this machine is refused before anything is run',
  { timeout: limitMs },
  async () => {
    for (const verb of ['run', 'explore']) {
      const far = ['--otlp', 'http://collector.example:4318', '--out', 'far'];
      const came = await brownout([verb, 'books.scenario.ts', ...far], {
        cwd: user.path,
        limitMs: 60_000,
      });
      expect([came.code, came.stderr]).toEqual([2, expect.stringContaining('--allow-remote')]);
    }
    expect(user.list('.')).not.toContain('far');
  },
);

test(
  'of a sweep the traces of the load that shows what is wrong',
  { timeout: limitMs },
  async () => {
    const short = ['load', 'books.scenario.ts', '--rate', '20', '--phases', 'baseline:5s,fault:5s'];
    const sweep = [...short, '--sweep', 'rate=10..20/2', '--variant', 'demo.no-key'];
    const { code, stderr, got } = await pushedBy(...sweep, '--out', 'swept', '--reporter', 'otel');
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('pushed traces to http://127.0.0.1'),
    ]);
    expect(got).toBe(user.read('swept/curve.otlp.json'));
    expect(got).toContain('brownout.fault');
    const files = ['curve.load.json', 'curve.otlp.json', 'curve.plan.json'];
    expect(user.list('swept').toSorted()).toEqual(files);
    const none = await pushedBy(...sweep.slice(0, -2), '--out', 'well', '--reporter', 'text,json');
    expect(none.stderr).toContain('no traces were pushed: no load shows anything wrong');
    expect(user.list('well').toSorted()).toEqual(['curve.json', 'curve.txt']);
  },
);
