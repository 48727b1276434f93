import type { Message } from './message.ts';
import { lastGood, type Known } from './last-good.ts';
import type { Safeguards } from './safeguards.ts';
import {
  sources,
  type Entitlements,
  type Flag,
  type Permission,
  type SourceAddresses,
} from './sources.ts';

/** What the sources say for a message, or said before. */
export interface Gathered {
  /** Null where nobody knows. */
  readonly flags: ReadonlySet<Flag> | null;
  /** Null where nobody knows. */
  readonly regime: Entitlements['regime'] | null;
  /** What is permitted now; nothing where the source did not say so just now. */
  readonly permissions: readonly Permission[];
  readonly profile: string | null;
  readonly passages: readonly string[];
  /** The sources that gave no good reply. */
  readonly missing: readonly string[];
}

/** Asks all sources at once; what an answer can do without is left out where its source is silent. */
export function gatherer(
  at: SourceAddresses,
  safeguards: Safeguards,
): (message: Message, signal: AbortSignal) => Promise<Gathered> {
  const knownFlags = lastGood<ReadonlySet<Flag>>();
  const knownEntitlements = lastGood<Entitlements>();

  /** What may stand in a prompt: what was read just now, or what was last known. */
  function usable<T>(known: Known<T> | null): T | null {
    return known && (known.isFresh || safeguards.failsClosed) ? known.value : null;
  }

  /** Old permissions may have been taken away since. */
  function isCurrent<T>(known: Known<T> | null): known is Known<T> {
    return known !== null && (known.isFresh || !safeguards.distrustsOld);
  }

  return async (message, signal) => {
    const { tenant, user, text } = message;
    const from = sources(at, signal);
    const [flags, entitlements, profile, passages] = await Promise.all([
      knownFlags.read(tenant, () => from.flags(tenant)),
      knownEntitlements.read(user, () => from.entitlements(user)),
      from.profile(user).catch(() => null),
      from.passages(tenant, text).catch(() => null),
    ]);
    const silent = {
      flags: !flags?.isFresh,
      permissions: !entitlements?.isFresh,
      profile: profile === null,
      passages: passages === null,
    };
    return {
      flags: usable(flags),
      regime: usable(entitlements)?.regime ?? null,
      permissions: isCurrent(entitlements) ? entitlements.value.permissions : [],
      profile,
      passages: passages ?? [],
      missing: Object.entries(silent).flatMap(([name, isSilent]) => (isSilent ? [name] : [])),
    };
  };
}
