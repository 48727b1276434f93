import { demand } from './demand.ts';

/**
 * t of the two-sided interval of this confidence, with `df` degrees of freedom: 0.95 and 4 give
 * 2.776. Throws unless `df` is a whole number, 1 or more. Source: the finite sums of M. Abramowitz,
 * I. A. Stegun, Handbook of Mathematical Functions (1964), 26.7.3 and 26.7.4, solved by bisection.
 */
export function studentOf(confidence: number, df: number): number {
  demand(
    confidence > 0 && confidence < 1,
    'a confidence strictly between 0 and 1',
    String(confidence),
  );
  demand(Number.isInteger(df) && df >= 1, 'degrees of freedom, from 1 on', String(df));
  let [low, high] = [0, Math.PI / 2];
  for (let n = 0; n < 60; n += 1) {
    const middle = (low + high) / 2;
    if (within(middle, df) < confidence) low = middle;
    else high = middle;
  }
  return Math.sqrt(df) * Math.tan((low + high) / 2);
}

/** P(|T| ≤ √df · tan θ). */
function within(theta: number, df: number): number {
  const [sin, cos] = [Math.sin(theta), Math.cos(theta)];
  const isOdd = df % 2 === 1;
  if (df === 1) return (2 * theta) / Math.PI;
  let term = isOdd ? cos : 1;
  let sum = term;
  for (let n = isOdd ? 3 : 2; n <= df - 2; n += 2) {
    term *= (cos * cos * (n - 1)) / n;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (theta + sin * sum) : sin * sum;
}
