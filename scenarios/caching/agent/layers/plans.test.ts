import { expect, it } from 'vitest';
import { planIn } from './plans.ts';
import type { Manifest } from '../shop.ts';

const manifest: Manifest = {
  version: 1,
  tools: [{ name: 'order', about: '', writes: true, params: { sku: 'string', units: 'integer' } }],
};
const said = (name: string, args: string) => ({ text: '', isWhole: true, calls: [{ name, args }] });

it('a plan is what the model called, where it fits the tools', () => {
  const plan = [{ tool: 'order', args: { sku: 'P1', units: 2 } }];
  expect(planIn(said('order', '{"sku":"P1","units":2}'), manifest)).toEqual(plan);
});

it.each([
  ['another tool', 'buy', '{"sku":"P1","units":2}'],
  ['arguments that break off', 'order', '{"sku":"P1","uni'],
  ['no object', 'order', '"P1"'],
  ['an argument of another type', 'order', '{"sku":"P1","units":"2"}'],
  ['a fraction', 'order', '{"sku":"P1","units":2.5}'],
  ['an argument too few', 'order', '{"sku":"P1"}'],
  ['an argument too many', 'order', '{"sku":"P1","units":2,"gift":true}'],
  ['an argument by another name', 'order', '{"sku":"P1","packs":2}'],
])('there is no plan in %s', (_, name, args) => {
  expect(planIn(said(name, args), manifest)).toBeNull();
});
