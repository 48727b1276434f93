import type { Attributes } from './toxic.ts';
import type { Outlet, ToxicStage } from './stage.ts';

/** A whole number that a toxic is set to. Values given are checked; the initial one is not. */
export interface WholeAttribute {
  readonly initial: number;
  /** Any whole number where it is left out. */
  readonly least?: number;
  readonly most?: number;
}

/** Text that a toxic is set to. */
export interface TextAttribute {
  readonly initial: string;
}

/** What a toxic can be set to, by attribute, in the order in which the API shows it. */
export type AttributeSpecs = Readonly<Record<string, WholeAttribute | TextAttribute>>;

/** A kind of toxic: what it can be set to, and what it does to a connection. */
export interface ToxicKind {
  readonly type: string;
  /** One sentence for people. */
  readonly says: string;
  readonly attributes: AttributeSpecs;
  /** What is wrong with a whole set of attributes; null: nothing. */
  readonly amiss?: (attributes: Attributes) => string | null;
  /** Toxiproxy does not have it. */
  readonly beyond?: true;
  /** What it does to one direction; a kind without it leaves data alone. */
  readonly stage?: (attributes: Attributes, outlet: Outlet) => ToxicStage;
  /** Bytes it may hold on one direction before the sender has to wait; 64 KiB are there anyway. */
  readonly roomBytes?: (attributes: Attributes) => number;
  /** Connections that it struck are closed when it is taken off. */
  readonly closesOnRemoval?: true;
  /** What becomes of a new connection: nobody dials for it, or it is torn down with RST. */
  readonly opening?: 'hold' | 'reset';
}

/** The attributes that specs describe. */
type Values<Specs extends AttributeSpecs> = {
  readonly [Name in keyof Specs]: Specs[Name] extends WholeAttribute ? number : string;
};

/** A kind whose functions see their own attributes, typed. */
export function toxicKind<const Specs extends AttributeSpecs>(
  kind: Omit<ToxicKind, 'attributes' | 'stage' | 'amiss' | 'roomBytes'> & {
    readonly attributes: Specs;
    readonly stage?: (attributes: Values<Specs>, outlet: Outlet) => ToxicStage;
    readonly amiss?: (attributes: Values<Specs>) => string | null;
    readonly roomBytes?: (attributes: Values<Specs>) => number;
  },
): ToxicKind {
  return kind as unknown as ToxicKind;
}
