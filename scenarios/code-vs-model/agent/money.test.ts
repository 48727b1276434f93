import { describe, expect, test } from 'vitest';
import type { Country } from './claim.ts';
import { centsOf, inWords, taxIn } from './money.ts';

describe('an amount', () => {
  test.each<[string, Country, number]>([
    ['1.234,50 €', 'DE', 123_450],
    ['1.250', 'DE', 125_000],
    ['0,05', 'DE', 5],
    ['48,60\u00a0€', 'FR', 4860],
    ['1\u202f050,00', 'FR', 105_000],
    ['1,234.50', 'IE', 123_450],
    ['EUR 20', 'IE', 2000],
    ['１２.４０', 'IE', 1240],
  ])('%s in %s is %i cents', (text, country, cents) => {
    expect(centsOf(text, country)).toBe(cents);
  });

  test.each<[string, Country]>([
    ['1,234.50', 'DE'],
    ['12.50', 'FR'],
    ['1,5', 'IE'],
    ['12.345', 'IE'],
    ['-12.00', 'IE'],
    ['1e3', 'IE'],
    ['', 'IE'],
    ['twelve', 'IE'],
    ['1234567890', 'IE'],
    ['٣٠', 'IE'],
  ])('%s is not how %s writes one', (text, country) => {
    expect(centsOf(text, country)).toBeNull();
  });

  test('is written with two digits', () => {
    expect([inWords(5), inWords(123_450)]).toEqual(['0.05', '1234.50']);
  });
});

describe('the tax in an amount', () => {
  test.each<[number, Country, number]>([
    [11_900, 'DE', 1900],
    [12_000, 'FR', 2000],
    [12_300, 'IE', 2300],
    [3, 'FR', 1],
    [2, 'FR', 0],
    [0, 'IE', 0],
  ])('of %i cents in %s is %i', (cents, country, tax) => {
    expect(taxIn(cents, country)).toBe(tax);
  });
});
