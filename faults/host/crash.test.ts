import { expect, test } from 'vitest';
import { effectOf } from '../testing/samples.ts';
import { crash } from './crash.ts';

test('the agent dies after the tool acted, or before', () => {
  expect(effectOf(crash())).toEqual({ kind: 'crash', acts: true });
  expect(effectOf(crash({ acts: false }))).toEqual({ kind: 'crash', acts: false });
});
