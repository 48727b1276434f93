import { openMessages, type Messages } from './http-messages.ts';
import type { Item, Outlet, ToxicStage } from '../stage.ts';

interface Part {
  readonly item: Item;
  /** Whether the item begins a message. */
  readonly isFirst: boolean;
}

/** The mutable state between messages. */
interface State {
  waiting: Part[];
  /** The stage of the current message, if it is struck. */
  stage: ToxicStage | null;
  /** The bytes that this stage still holds. */
  heldBytes: number;
  isPumping: boolean;
}

/**
 * Makes a stage that draws for each HTTP/1.1 message, and gives each struck message a stage made by
 * `make`. The next message waits until that stage holds nothing more.
 */
export function perRequest(
  outlet: Outlet,
  toxicity: number,
  make: (outlet: Outlet) => ToxicStage,
): ToxicStage {
  const messages = openMessages();
  const state: State = { waiting: [], stage: null, heldBytes: 0, isPumping: false };
  const begin = () => {
    for (const item of state.stage?.release() ?? []) outlet.emit(item);
    const isStruck = outlet.draw() < toxicity;
    state.stage = isStruck ? make(innerOutlet(state, outlet, pump)) : null;
  };
  const pass = ({ item, isFirst }: Part) => {
    if (isFirst) begin();
    if (state.stage && item !== 'end') state.heldBytes += item.data.length;
    if (state.stage) state.stage.take(item);
    else outlet.emit(item);
  };
  const pump = () => {
    // A stage that emits while it takes is not to be given the next part in the middle.
    if (state.isPumping) return;
    state.isPumping = true;
    for (let part = state.waiting[0]; part; part = state.waiting[0]) {
      if (part.isFirst && state.heldBytes > 0) break;
      state.waiting.shift();
      pass(part);
    }
    state.isPumping = false;
  };
  return {
    take: (item) => {
      state.waiting.push(...partsOf(item, messages));
      pump();
    },
    release: () => {
      const items = [...(state.stage?.release() ?? []), ...state.waiting.map(({ item }) => item)];
      state.stage = null;
      state.waiting = [];
      return items;
    },
    waiting: () => state.waiting.length + (state.stage?.waiting?.() ?? 0),
  };
}

/** The outlet of one message's stage: it has its own memory, and its bytes are counted. */
function innerOutlet(state: State, outlet: Outlet, onEmit: () => void): Outlet {
  const letGo = (item: Item) => {
    if (item !== 'end') state.heldBytes -= item.data.length;
  };
  return {
    ...outlet,
    memory: new Map(),
    emit: (item) => {
      letGo(item);
      outlet.emit(item);
      onEmit();
    },
    drop: (item) => {
      letGo(item);
      outlet.drop(item);
    },
  };
}

function partsOf(item: Item, messages: Messages): readonly Part[] {
  if (item === 'end') return [{ item, isFirst: false }];
  const { data, readMs } = item;
  return messages.split(data).map((stretch) => ({
    item: { data: stretch.data, readMs },
    isFirst: stretch.isFirst,
  }));
}
