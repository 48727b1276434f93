import { integer, type Draw } from '../../harness/model/random.ts';
import { isIdField } from './identities.ts';
import { epochUnitMs } from './timestamps.ts';
import { mapScalars } from '../../harness/model/json/walk.ts';

/**
 * The value with every number scaled by one factor, 0.5 to 0.9 or 1.1 to 2, so that it is wrong but
 * believable. Whole numbers stay whole, others keep two digits; ids and times stay as they are.
 */
export function otherNumbers(value: unknown, draw: Draw): unknown {
  const percent = draw() < 0.5 ? integer(draw, 50, 90) : integer(draw, 110, 200);
  return mapScalars(value, (scalar, field) => {
    if (typeof scalar !== 'number' || isIdField(field)) return scalar;
    return epochUnitMs(scalar, field) === undefined ? scaled(scalar, percent) : scalar;
  });
}

function scaled(number: number, percent: number): number {
  const up = (number * percent) / 100;
  // A share must stay one: nobody would believe a confidence of 1.4.
  const exact = number > 0 && number < 1 && up > 1 ? (number * 100) / percent : up;
  // Past these bounds a sum is no longer exact, and nobody would believe it anyway.
  if (Math.abs(number) > 2 ** 50) return number;
  if (Number.isInteger(number)) return whole(number, Math.round(exact));
  return Number(Math.abs(number) < 1 ? exact.toPrecision(2) : exact.toFixed(2));
}

function whole(number: number, near: number): number {
  // Small numbers round back to themselves; the sum turns -0 into 0.
  return near === number ? number + 1 : near + 0;
}
