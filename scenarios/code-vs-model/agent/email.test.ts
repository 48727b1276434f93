import { expect, test } from 'vitest';
import { isEmail } from './email.ts';

test.each([
  'ana@desk.example',
  "o'brien+claims@a-b.example.org",
  'jörg@bücher.example',
  '田中@例え.テスト',
  `${'a'.repeat(64)}@desk.example`,
])('%s can be written to', (text) => {
  expect(isEmail(text)).toBe(true);
});

test.each([
  '',
  'ana',
  '@desk.example',
  'ana@',
  'ana@desk',
  'ana@desk..example',
  '.ana@desk.example',
  'ana.@desk.example',
  'ana@b@desk.example',
  'ana @desk.example',
  'ana@-desk.example',
  'ana@127.0.0.1',
  'ana@de\u200bsk.example',
  'ana@desk.example\n',
  `${'a'.repeat(65)}@desk.example`,
])('%j cannot', (text) => {
  expect(isEmail(text)).toBe(false);
});
