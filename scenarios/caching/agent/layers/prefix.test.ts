import { expect, it } from 'vitest';
import { prefixes } from './prefix.ts';
import { careful, without } from '../safeguards.ts';
import type { Manifest } from '../shop.ts';
import { ask } from '../../world-questions.ts';

const order = { name: 'order', about: 'orders', writes: true, params: { sku: 'string' } } as const;
const manifest: Manifest = { version: 1, tools: [order] };
const question = ask('When do you open?');

it('is byte for byte the same as long as nothing in it changes', () => {
  const first = JSON.stringify(prefixes(careful)(question, manifest));
  const build = prefixes(careful);
  for (const same of [question, { ...question, text: 'Else?', session: 's2', model: 'desk-2' }]) {
    expect(JSON.stringify(build(same, structuredClone(manifest)))).toBe(first);
  }
});

it('is another for another tenant, role or prompt, and for other tools', () => {
  const build = prefixes(careful);
  const texts = [
    ...[{}, { tenant: 'globex' }, { role: 'staff' as const }, { prompt: 8 }].map((more) =>
      build({ ...question, ...more }, manifest),
    ),
    build(question, { ...manifest, version: 2 }),
    build(question, { ...manifest, tools: [{ ...order, params: { sku: 'integer' } }] }),
  ].map((prefix) => JSON.stringify(prefix));
  expect(new Set(texts).size).toBe(texts.length);
});

it('is that of whoever came first where callers are not kept apart', () => {
  const build = prefixes(without('separatesCallers'));
  const first = build(question, manifest);
  expect(build({ ...question, tenant: 'globex' }, manifest)).toBe(first);
});
