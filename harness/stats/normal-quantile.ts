import { demand } from './demand.ts';

/**
 * The standard normal quantile: z with P(Z ≤ z) = p, for p strictly between 0 and 1; good to about
 * 1e-15. Source: M. J. Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988) 477–484.
 */
export function normalQuantile(p: number): number {
  demand(p > 0 && p < 1, 'a probability strictly between 0 and 1', String(p));
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(0.180625 - q * q, middle);
  const r = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
  const z = r <= 5 ? ratio(r - 1.6, near) : ratio(r - 5, far);
  return q < 0 ? -z : z;
}

/** z of the two-sided interval of this confidence: 0.95 gives 1.96. */
export function zOf(confidence: number): number {
  return normalQuantile((1 + confidence) / 2);
}

interface Rational {
  readonly over: readonly number[];
  readonly under: readonly number[];
}

/** Coefficients, highest power first. */
const middle: Rational = {
  over: [
    2.5090809287301227e3, 3.343057558358813e4, 6.72657709270087e4, 4.592195393154987e4,
    1.373169376550946e4, 1.9715909503065513e3, 1.3314166789178438e2, 3.3871328727963665,
  ],
  under: [
    5.226495278852546e3, 2.8729085735721943e4, 3.930789580009271e4, 2.1213794301586597e4,
    5.394196021424751e3, 6.871870074920579e2, 4.231333070160091e1, 1,
  ],
};

const near: Rational = {
  over: [
    7.745450142783414e-4, 2.2723844989269184e-2, 2.417807251774506e-1, 1.2704582524523684,
    3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  under: [
    1.0507500716444169e-9, 5.475938084995345e-4, 1.5198666563616457e-2, 1.4810397642748008e-1,
    6.897673349851e-1, 1.6763848301838038, 2.053191626637759, 1,
  ],
};

const far: Rational = {
  over: [
    2.0103343992922881e-7, 2.7115555687434876e-5, 1.2426609473880784e-3, 2.6532189526576124e-2,
    2.9656057182850487e-1, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  under: [
    2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 7.868691311456133e-4,
    1.4875361290850615e-2, 1.369298809227358e-1, 5.99832206555888e-1, 1,
  ],
};

function ratio(x: number, { over, under }: Rational): number {
  const polynomial = (terms: readonly number[]) => terms.reduce((sum, term) => sum * x + term, 0);
  return polynomial(over) / polynomial(under);
}
