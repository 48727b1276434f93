import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { cleansed, clip, printable } from './printable.ts';
import { hostile } from '../testing/sample-runs.ts';

describe('printable', () => {
  it('takes out escape codes, with what belongs to them', () => {
    expect(printable('a\u001b[31;1mred\u001b[0m b')).toBe('ared b');
    expect(printable('\u001b]0;a title\u0007text')).toBe('text');
    expect(printable('\u001b]8;;http://x\u001b\\link')).toBe('link');
    expect(printable('\u009b2Jtext')).toBe('text');
  });

  it('keeps the text after an escape code that never ends', () => {
    expect(printable('\u001b]0;evidence that matters')).toContain('evidence that matters');
  });

  it('is one line without control characters, whatever it is given', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(text, (value) => {
        const shown = printable(value);
        expect(shown).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(shown.isWellFormed()).toBe(true);
        expect(printable(shown)).toBe(shown);
      }),
    );
  });

  it('has at most as many characters as asked, and says so by an ellipsis', () => {
    expect(printable('x'.repeat(5000), 10)).toBe(`${'x'.repeat(9)}…`);
    expect(printable('x'.repeat(10), 10)).toBe('x'.repeat(10));
  });

  it('never cuts a character in two', () => {
    expect(clip('ab😀cd', 4).isWellFormed()).toBe(true);
  });
});

describe('cleansed', () => {
  it('reaches every string and key, and leaves the rest as it was', () => {
    const copy = cleansed({ n: 1, none: null, list: [hostile], [hostile]: { deep: hostile } });
    expect(JSON.stringify(copy)).not.toMatch(/\\u00(?:0|1)/);
    expect(copy).toMatchObject({ n: 1, none: null });
  });
});
