import { problemIn, initialAttributes } from '../../check-toxic.ts';
import type { Attributes, Beyond } from '../../toxic.ts';
import type { ToxicKind } from '../../toxic-kind.ts';
import {
  bool,
  fill,
  number,
  int,
  nested,
  text,
  type Field,
  type Struct,
} from '../json/go-struct.ts';
import type { ToxicView } from '../json/json-writer.ts';
import { badBody, Refusal, refusals } from '../refusal.ts';

/** The kinds of toxic that a server knows. */
export interface Kinds {
  readonly byType: ReadonlyMap<string, ToxicKind>;
  /** Whether extensions beyond Toxiproxy are read, too. */
  readonly isExtended: boolean;
}

/** The kinds of a server: Toxiproxy's, and with `isExtended` the others. */
export function kindsOf(all: Iterable<ToxicKind>, isExtended: boolean): Kinds {
  const kinds = [...all].filter((kind) => isExtended || !kind.beyond);
  return { byType: new Map(kinds.map((kind) => [kind.type, kind])), isExtended };
}

/**
 * Reads a new toxic. Checks, in the order of the real server: its shape, its stream, its type, its
 * name, its attributes.
 * @throws Refusal 400 or 409.
 */
export function readToxic(
  json: unknown,
  kinds: Kinds,
  isTaken: (name: string) => boolean,
): ToxicView {
  const toxic = { name: '', type: '', stream: 'downstream', toxicity: 1 };
  const beyond: WritableBeyond = {};
  fill(
    {
      ...wrapper,
      fields: {
        attributes: nested(anything),
        name: text((name) => (toxic.name = name)),
        type: text((type) => (toxic.type = type)),
        stream: text((stream) => (toxic.stream = stream)),
        toxicity: number((toxicity) => (toxic.toxicity = toxicity)),
        ...(kinds.isExtended ? beyondFields(beyond) : {}),
      },
    },
    json,
  );
  if (!/^(up|down)stream$/i.test(toxic.stream)) throw refusals.badStream();
  const kind = kinds.byType.get(toxic.type);
  if (!kind) throw refusals.badType();
  const name = toxic.name === '' ? `${toxic.type}_${toxic.stream}` : toxic.name;
  if (isTaken(name)) throw refusals.toxicExists();
  const attributes = { ...initialAttributes(kind) };
  const given = new Set<string>();
  fill({ ...unnamed, fields: { attributes: attributesField(kind, attributes, given) } }, json);
  check(kind, attributes, given);
  return { ...toxic, name, attributes, ...withBeyond(beyond) };
}

/** A changed toxic, and the refusal of those parts that were not changed. */
export interface Changed {
  readonly toxic: ToxicView;
  readonly refusal: Refusal | null;
}

/**
 * Reads a change of a toxic's attributes and toxicity. If a part is refused, the other attributes
 * change all the same, as in the real server.
 */
export function readToxicChange(json: unknown, kinds: Kinds, now: ToxicView): Changed {
  const kind = kinds.byType.get(now.type);
  if (!kind) throw refusals.badType();
  const attributes = { ...now.attributes };
  const given = new Set<string>();
  const beyond: WritableBeyond = { ...now.beyond };
  let { toxicity } = now;
  const fields = {
    attributes: attributesField(kind, attributes, given),
    toxicity: number((value) => (toxicity = value)),
    ...(kinds.isExtended ? beyondFields(beyond) : {}),
  };
  let refusal: Refusal | null = null;
  try {
    fill({ ...unnamed, fields }, json);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refusal = error;
  }
  // Values that no toxic can work with do not stick.
  try {
    check(kind, attributes, given);
  } catch (error) {
    return { toxic: now, refusal: refusal ?? (error as Refusal) };
  }
  if (refusal) return { toxic: { ...now, attributes }, refusal };
  return { toxic: { ...now, attributes, toxicity, ...withBeyond(beyond) }, refusal };
}

type Values = Record<string, number | string>;
type WritableBeyond = { -readonly [K in keyof Beyond]: Beyond[K] };

const wrapper = { name: 'ToxicWrapper', type: 'toxics.ToxicWrapper' };
const anything: Struct = { name: 'NoopToxic', type: 'toxics.NoopToxic', fields: {} };
const unnamed = {
  name: '',
  type: 'struct { Attributes interface {} "json:\\"attributes\\""; Toxicity number "json:\\"toxicity\\"" }',
};

function attributesField(kind: ToxicKind, into: Values, given: Set<string>): Field {
  const put = (name: string) => (value: number | string) => {
    into[name] = value;
    given.add(name);
  };
  const fields = Object.entries(kind.attributes).map(([name, { initial }]) => [
    name,
    typeof initial === 'string' ? text(put(name)) : int(goInt(kind), put(name)),
  ]);
  const name = goName(kind);
  return nested({ name, type: `toxics.${name}`, fields: Object.fromEntries(fields) });
}

/** The name of the toxic's type in Go: `LatencyToxic`. */
function goName({ type }: ToxicKind): string {
  if (type === 'reset_peer') return 'ResetToxic';
  const words = type.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join('')}Toxic`;
}

function goInt({ type }: ToxicKind): 'int' | 'int64' {
  return type === 'slicer' ? 'int' : 'int64';
}

/** Checks the attributes that were given; initial values always work. */
function check(kind: ToxicKind, attributes: Attributes, given: ReadonlySet<string>): void {
  const usual = initialAttributes(kind);
  const looked = Object.entries(attributes).filter(
    ([name, value]) => given.has(name) || usual[name] !== value,
  );
  const problem = problemIn(kind, Object.fromEntries(looked));
  if (problem !== null) throw badBody(problem);
}

function beyondFields(into: WritableBeyond): Readonly<Record<string, Field>> {
  return {
    from: int('int64', (from) => (into.from = atLeastOne('from', from))),
    to: int('int64', (to) => (into.to = atLeastOne('to', to))),
    both_streams: bool((isBoth) => (into.bothStreams = isBoth)),
    per_request: bool((isEach) => (into.perRequest = isEach)),
  };
}

function atLeastOne(name: string, value: number): number {
  if (value < 1) throw badBody(`${name} must be at least 1, got ${value}`);
  return value;
}

function withBeyond(beyond: Beyond): { readonly beyond?: Beyond } {
  return Object.keys(beyond).length > 0 ? { beyond } : {};
}
