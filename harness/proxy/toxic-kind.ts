import type { Attributes } from './toxic.ts';
import type { Outlet, ToxicStage } from './stage.ts';

/** An attribute that is a whole number. Given values are checked; the initial value is not. */
export interface WholeAttribute {
  readonly initial: number;
  /** The least value; none by default. */
  readonly least?: number;
  readonly most?: number;
}

/** An attribute that is text. */
export interface TextAttribute {
  readonly initial: string;
}

/** The attributes of a kind, in the order in which the API shows them. */
export type AttributeSpecs = Readonly<Record<string, WholeAttribute | TextAttribute>>;

/** A kind of toxic: its attributes, and its action on a connection. */
export interface ToxicKind {
  readonly type: string;
  /** One sentence that describes the kind. */
  readonly says: string;
  readonly attributes: AttributeSpecs;
  /** The problem of a set of attributes in words; null if there is none. */
  readonly problem?: (attributes: Attributes) => string | null;
  /** Whether Toxiproxy lacks this kind. */
  readonly beyond?: true;
  /** Makes the stage for one direction; a kind without one leaves data alone. */
  readonly stage?: (attributes: Attributes, outlet: Outlet) => ToxicStage;
  /** How many bytes the stage may hold before the sender must wait; at least 64 KiB. */
  readonly roomBytes?: (attributes: Attributes) => number;
  /** Whether the removal of the toxic closes the connections that it struck. */
  readonly closesOnRemoval?: true;
  /**
   * What happens to new connections: `hold` dials no upstream, `reset` tears them down with RST.
   */
  readonly opening?: 'hold' | 'reset';
}

/** The attribute values that specs describe. */
type Values<Specs extends AttributeSpecs> = {
  readonly [Name in keyof Specs]: Specs[Name] extends WholeAttribute ? number : string;
};

/** Makes a kind whose functions get typed attributes. */
export function toxicKind<const Specs extends AttributeSpecs>(
  kind: Omit<ToxicKind, 'attributes' | 'stage' | 'problem' | 'roomBytes'> & {
    readonly attributes: Specs;
    readonly stage?: (attributes: Values<Specs>, outlet: Outlet) => ToxicStage;
    readonly problem?: (attributes: Values<Specs>) => string | null;
    readonly roomBytes?: (attributes: Values<Specs>) => number;
  },
): ToxicKind {
  return kind as unknown as ToxicKind;
}
