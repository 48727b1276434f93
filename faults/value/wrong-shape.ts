import { z } from 'zod';
import { pick, type Draw } from '../../harness/model/random.ts';
import type { FaultFactory } from '../../harness/plans/define.ts';
import { valueFault } from '../shared/reply-faults.ts';
import { fieldNames, isObject, mapFields, mostFields } from '../../harness/model/json/walk.ts';

/** The parameters of `wrong-shape`. */
export interface WrongShapeParams {
  readonly how: 'drop' | 'rename' | 'retype' | 'wrap';
  readonly field?: string;
}

/**
 * The reply has another shape: by default one field, drawn by the seed, has another name
 * everywhere. A reply without the named field passes unchanged.
 * @example wrongShape({ how: 'retype', field: 'price' }).at('flights', { call: 'GET /search' })
 */
export const wrongShape: FaultFactory<WrongShapeParams> = valueFault({
  name: 'wrong-shape',
  about: 'The reply is valid JSON of another shape than was agreed.',
  params: z.strictObject({
    how: z.enum(['drop', 'rename', 'retype', 'wrap']).default('rename').meta({
      description:
        'a field is gone, has another name or type everywhere, or all of it stands under `data`',
    }),
    field: z.exactOptional(
      z
        .string()
        .regex(/^\S{1,64}$/)
        .meta({
          description:
            'which field; drawn for each call where left out, and each tried in a search',
          examples: ['id', 'status', 'total', 'items'],
        }),
    ),
  }),
  tried: 'as a lie',
  change: (meaning, { how, field }, { draw }) => changes[how](meaning, draw, field),
  variants: (params, replies) => {
    if (params.field !== undefined || params.how === 'wrap') return [params];
    const names = new Set(replies.flatMap((reply) => fieldNames(reply, mostFields)));
    const fields = [...names].filter((name) => /^\S{1,64}$/.test(name)).slice(0, 2 * mostFields);
    return fields.length === 0 ? [params] : fields.map((field) => ({ ...params, field }));
  },
});

type Change = (meaning: unknown, draw: Draw, field?: string) => unknown;

const changes: Readonly<Record<WrongShapeParams['how'], Change>> = {
  drop: (meaning, draw, one) => atOneField(meaning, draw, one, () => []),
  rename: (meaning, draw, one) => {
    const taken = new Set(fieldNames(meaning));
    return atOneField(meaning, draw, one, ([name, value]) => [[otherCase(name, taken), value]]);
  },
  retype: (meaning, draw, one) => {
    if (one !== undefined || fieldNames(meaning).length > 0) {
      return atOneField(meaning, draw, one, ([name, value]) => [[name, retyped(value)]]);
    }
    return Array.isArray(meaning) ? meaning.map(retyped) : retyped(meaning);
  },
  wrap: (meaning) => ({ data: meaning }),
};

type Field = readonly [name: string, value: unknown];

function atOneField(
  meaning: unknown,
  draw: Draw,
  one: string | undefined,
  change: (field: Field) => readonly Field[],
): unknown {
  const names = fieldNames(meaning);
  if (names.length === 0) return meaning;
  const chosen = one ?? pick(draw, names);
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (!isObject(value)) return value;
    return mapFields(value, (field) => {
      const inner: Field = [field[0], visit(field[1])];
      return field[0] === chosen ? change(inner) : [inner];
    });
  };
  return visit(meaning);
}

function otherCase(name: string, taken: ReadonlySet<string>): string {
  const camel = name.replaceAll(/_+([a-z0-9])/g, (_, next: string) => next.toUpperCase());
  const snake = name.replaceAll(/[A-Z]/g, (next) => `_${next.toLowerCase()}`);
  let other = [camel, snake].find((form) => form !== name && !taken.has(form)) ?? `${name}_v2`;
  while (taken.has(other)) other = `${other}_v2`;
  return other;
}

function retyped(value: unknown): unknown {
  if (typeof value === 'string') return { value };
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return Object.fromEntries(value.map((item, index) => [index, item]));
  return value === null ? '' : JSON.stringify(value);
}
