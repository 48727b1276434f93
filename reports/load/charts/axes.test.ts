import { expect, test } from 'vitest';
import { render } from 'preact-render-to-string';
import { axes } from './axes.ts';

const options = { most: 10, words: String, height: 250, edge: { right: 24, top: 16, bottom: 48 } };

test('values stand where they are between the ends, also where the range falls', () => {
  const on = axes({ ...options, from: 20, to: 120 });
  expect([on.x(20), on.x(70), on.x(120)]).toEqual([on.left, (on.left + on.right) / 2, on.right]);
  expect([on.y(0), on.y(5), on.y(10)]).toEqual([on.bottom, (on.bottom + on.top) / 2, on.top]);
  const falling = axes({ ...options, from: 120, to: 20 });
  expect([falling.x(120), falling.x(20)]).toEqual([falling.left, falling.right]);
  expect(
    on.line([
      [20, 0],
      [120, 10],
    ]),
  ).toBe(`${on.left},${on.bottom} ${on.right},${on.top}`);
});

test('what lies beyond stands at the edge, and heights are named', () => {
  const on = axes({ ...options, from: 0, to: 100 });
  expect([on.x(-5), on.x(170), on.y(99)]).toEqual([on.left, on.right, on.top]);
  expect(render(on.heights).match(/>\d+</g)).toEqual(['>0<', '>5<', '>10<']);
});
