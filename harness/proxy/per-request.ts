import { openMessages } from './http-messages.ts';
import type { Chunk, Item, Outlet, Stage } from './stage.ts';

interface Part {
  readonly item: Item;
  /** It begins a message. */
  readonly isFirst: boolean;
}

/**
 * A stage that rolls for each HTTP/1.1 message, and has `make` make a new stage for each one that is
 * struck. The message after it waits until that stage has let go of all it holds.
 */
export function perRequest(
  outlet: Outlet,
  toxicity: number,
  make: (outlet: Outlet) => Stage,
): Stage {
  const messages = openMessages();
  let waiting: Part[] = [];
  let stage: Stage | null = null;
  let heldBytes = 0;
  let isPumping = false;

  const letGo = (item: Item) => {
    if (item !== 'end') heldBytes -= item.data.length;
  };
  const inner: Outlet = {
    ...outlet,
    emit: (item) => {
      letGo(item);
      outlet.emit(item);
      pump();
    },
    drop: (item) => {
      letGo(item);
      outlet.drop(item);
    },
  };
  const begin = () => {
    for (const item of stage?.release() ?? []) outlet.emit(item);
    stage = outlet.draw() < toxicity ? make({ ...inner, memory: new Map() }) : null;
  };
  const pass = ({ item, isFirst }: Part) => {
    if (isFirst) begin();
    if (stage && item !== 'end') heldBytes += item.data.length;
    if (stage) stage.take(item);
    else outlet.emit(item);
  };
  const pump = () => {
    // A stage that emits while it takes is not to be given the next part in the middle.
    if (isPumping) return;
    isPumping = true;
    for (let part = waiting[0]; part; part = waiting[0]) {
      if (part.isFirst && heldBytes > 0) break;
      waiting.shift();
      pass(part);
    }
    isPumping = false;
  };
  const parts = ({ data, readMs }: Chunk): readonly Part[] =>
    messages.split(data).map((stretch) => ({
      item: { data: stretch.data, readMs },
      isFirst: stretch.isFirst,
    }));
  return {
    take: (item) => {
      waiting.push(...(item === 'end' ? [{ item, isFirst: false }] : parts(item)));
      pump();
    },
    release: () => {
      const items = [...(stage?.release() ?? []), ...waiting.map(({ item }) => item)];
      stage = null;
      waiting = [];
      return items;
    },
  };
}
