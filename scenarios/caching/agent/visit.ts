import type { Chat, Prompt, Said } from './chat.ts';
import { ModelDown } from './chat.ts';
import { EmbedderDown, type Embedder } from './embedder.ts';
import type { Door, Flights } from './flights.ts';
import type { Layers } from './layers/layers.ts';
import type { Question } from './request.ts';
import type { Safeguards } from './safeguards.ts';
import type { Scope } from './scope.ts';
import type { Shop } from './shop.ts';
import { CacheDown } from './layers/store.ts';
import type { Tickets } from './tickets.ts';

/** What every request of the desk shares. */
export interface Desk {
  readonly safeguards: Safeguards;
  readonly layers: Layers;
  readonly embed: Embedder;
  readonly chat: Chat;
  readonly shop: Shop;
  readonly flights: Flights;
  readonly door: Door;
  readonly blindTickets: Tickets;
}

/** One question on its way through the desk. */
export interface Visit {
  readonly desk: Desk;
  readonly question: Question;
  /** Its words, with what "it" is named. */
  readonly text: string;
  readonly scope: Scope;
  /** Names the request for idempotency. */
  readonly id: string;
  readonly signal: AbortSignal;
  /** Whether some cache could not be asked: the model then does what it would have spared it. */
  isBlind: boolean;
}

/** What a cache says; or `otherwise` where it cannot be asked, and the visit goes on without. */
export async function orElse<T>(
  visit: Pick<Visit, 'desk' | 'isBlind'>,
  ask: () => Promise<T>,
  otherwise: T,
): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const isAway = error instanceof CacheDown || error instanceof EmbedderDown;
    if (!isAway || !visit.desk.safeguards.failsOpen) throw error;
    visit.isBlind = true;
    return otherwise;
  }
}

/** Asks the model until `use` can use what it says: twice at most, and once without caches. */
export async function ask<T>(
  visit: Visit,
  prompt: Prompt,
  use: (said: Said) => T | null,
): Promise<T> {
  const { desk, signal, isBlind } = visit;
  for (let left = isBlind ? 1 : 2; left > 0; left -= 1) {
    const last = left === 1;
    const said = await desk.door
      .pass(() => desk.chat(prompt, signal))
      .catch((error: unknown) => {
        if (last || !(error instanceof ModelDown)) throw error;
        return null;
      });
    const used = said && (said.isWhole || !desk.safeguards.admitsOnlyGood) ? use(said) : null;
    if (used !== null) return used;
  }
  throw new ModelDown('the model said nothing that can be used');
}
