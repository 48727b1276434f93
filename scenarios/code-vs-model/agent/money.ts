import type { Country } from './claim.ts';

/** The cents of an amount as that country writes it, or null where it is not written so. */
export function centsOf(amount: string, country: Country): number | null {
  // NFKC turns full-width digits and every kind of narrow or hard space into the plain ones.
  const plain = amount.normalize('NFKC').replace(/€|EUR/, '').trim();
  const [, whole, cents = '00'] = patterns[country].exec(plain) ?? [];
  if (whole === undefined) return null;
  const digits = whole.replace(/\D/g, '');
  return digits.length > mostDigits ? null : Number(digits) * 100 + Number(cents);
}

/** The value added tax contained in an amount, at the country's standard rate, half a cent up. */
export function taxIn(cents: number, country: Country): number {
  const rate = percents[country];
  const whole = 100 + rate;
  // In whole numbers: a binary fraction would move amounts that lie exactly on half a cent.
  return Math.floor((2 * cents * rate + whole) / (2 * whole));
}

/** Cents as people read them: `1234.50`. */
export function inWords(cents: number): string {
  return (cents / 100).toFixed(2);
}

const mostDigits = 9;

const patterns: Readonly<Record<Country, RegExp>> = {
  DE: /^(\d{1,3}(?:\.\d{3})*|\d+)(?:,(\d{2}))?$/,
  FR: /^(\d{1,3}(?: \d{3})*|\d+)(?:,(\d{2}))?$/,
  IE: /^(\d{1,3}(?:,\d{3})*|\d+)(?:\.(\d{2}))?$/,
};

/** Source: European Commission, VAT rates applied in the member states, standard rates of 2025. */
const percents: Readonly<Record<Country, number>> = { DE: 19, FR: 20, IE: 23 };
