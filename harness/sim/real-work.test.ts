import { execFile } from 'node:child_process';
import { generateKeyPair, pbkdf2, scrypt } from 'node:crypto';
import fs from 'node:fs';
import { open, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createGzip, gunzip, gzip } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { install, uninstall } from './patches/patches.ts';
import { trial, valueOf } from './trial.ts';

let folder = '';
let file = '';
beforeAll(async () => {
  install();
  folder = await mkdtemp(join(tmpdir(), 'brownout-sim-'));
  file = join(folder, 'data.txt');
  await writeFile(file, 'x'.repeat(200_000));
});
afterAll(async () => {
  await uninstall();
  await rm(folder, { recursive: true });
});

const { subtle } = globalThis.crypto;
const data = new Uint8Array(1_000_000);

/** Work that takes real time; in virtual time it must take none. */
const work: Readonly<Record<string, () => Promise<unknown>>> = {
  'fs.promises': async () => {
    await readFile(file, 'utf8');
    await stat(file);
    const handle = await open(file);
    await handle.read(Buffer.alloc(10));
    await handle.close();
    await writeFile(join(folder, 'out.txt'), 'y');
  },
  'fs with callbacks': () => promisify(fs.readFile)(file),
  'a file stream': async () => {
    for await (const _ of fs.createReadStream(file, { highWaterMark: 1000 }));
  },
  'crypto.subtle': async () => {
    const key = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt']);
    await subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, key, data);
    await subtle.digest('SHA-512', data);
  },
  'slow crypto.subtle': async () => {
    const key = await subtle.importKey('raw', data.slice(0, 9), 'PBKDF2', false, ['deriveBits']);
    const how = { name: 'PBKDF2', hash: 'SHA-512', salt: data.slice(0, 9), iterations: 100_000 };
    await subtle.deriveBits(how, key, 256);
  },
  'node:crypto with callbacks': async () => {
    await promisify(scrypt)('a', 'b', 32);
    await promisify(pbkdf2)('a', 'b', 50_000, 32, 'sha512');
    const pair = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
    expect(pair).toEqual({ publicKey: expect.anything(), privateKey: expect.anything() });
  },
  'zlib with callbacks': async () => {
    await promisify(gunzip)(await promisify(gzip)(data));
  },
  'a zlib stream': async () => {
    const zip = createGzip();
    for (let i = 0; i < 5; i += 1) zip.write(data);
    zip.end();
    for await (const _ of zip);
  },
  'a CompressionStream': async () => {
    await new Response(
      new Blob([data]).stream().pipeThrough(new CompressionStream('gzip')),
    ).bytes();
  },
};

test.each(Object.entries(work))('a timer of 1 ms does not overtake %s', async (_name, job) => {
  const first = await valueOf(() =>
    Promise.race([
      job().then(() => 'job'),
      new Promise((resolve) => setTimeout(resolve, 1, 'timer')),
    ]),
  );
  expect(first).toBe('job');
});

test('results come in order of start, not in which the threads end', async () => {
  const order = await valueOf(async () => {
    const order: string[] = [];
    const note = (name: string) => () => order.push(name);
    await Promise.all([
      subtle.digest('SHA-512', new Uint8Array(20_000_000)).then(note('large')),
      subtle.digest('SHA-512', new Uint8Array(1)).then(note('small')),
      promisify(scrypt)('a', 'b', 32).then(note('scrypt')),
      promisify(gzip)('a').then(note('gzip')),
    ]);
    return order;
  });
  expect(order).toEqual(['large', 'small', 'scrypt', 'gzip']);
});

test('work in flight is not idle', async () => {
  const jobs = Object.values(work);
  const end = await trial(async () => {
    for (const job of jobs) await job();
    return 'done';
  });
  expect(end).toEqual({ how: 'done', value: 'done' });
});

test('a refused job is not waited for', async () => {
  const end = await trial(async () => {
    expect(() => scrypt('a', 'b', -1, () => {})).toThrow(/keylen/);
    await expect(subtle.digest('nothing', data)).rejects.toThrow();
    await new Promise(() => {});
  });
  expect(end).toEqual({ how: 'hung', why: 'idle' });
});

test('somebody else’s endless file request is not waited for for ever', async () => {
  const pipe = join(folder, 'pipe');
  await promisify(execFile)('mkfifo', [pipe]);
  const opening = open(pipe, 'r');
  const limits = { virtualMs: 1e6, steps: 1e5, stuckMs: 100 };
  const nowMs = await valueOf(
    async ({ clock }) => {
      for (let i = 0; i < 50; i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
      return clock.nowMs();
    },
    { limits },
  );
  expect(nowMs).toBe(500);
  const writer = await open(pipe, 'w');
  await Promise.all([writer.close(), opening.then((reader) => reader.close())]);
});

/** Vitest replaces `import()`, so this is tried in a process of its own. */
test('a timer of 1 ms does not overtake an import', async () => {
  await writeFile(join(folder, 'a.mjs'), `export * from './b.mjs';`);
  await writeFile(join(folder, 'b.mjs'), `export const value = ${'1+'.repeat(9999)}1;`);
  const kernel = new URL('./kernel.ts', import.meta.url).href;
  const code = `
    import { simulate } from '${kernel}';
    const limits = { virtualMs: 1e6, steps: 1e5, stuckMs: 500 };
    const first = await simulate({ seed: 1, epochMs: 0, limits, fetch }, () => Promise.race([
      import('${join(folder, 'a.mjs')}').then((it) => it.value),
      new Promise((resolve) => setTimeout(resolve, 1, 'timer')),
    ]));
    console.log(JSON.stringify(first));
  `;
  const args = ['--input-type=module', '--eval', code];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 20_000 });
  expect(JSON.parse(stdout)).toEqual({ how: 'done', value: 10_000 });
});
