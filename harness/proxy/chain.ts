import type { Draw } from '../model/random.ts';
import type { ProxyClock } from './clock.ts';
import type { Item, Outlet, Stage } from './stage.ts';
import { perRequest } from './per-request.ts';
import type { Stream, Toxic } from './toxic.ts';
import type { ToxicKind } from './toxic-kind.ts';

/** Where a chain ends: the socket that it writes to. */
export interface Sink {
  readonly write: (data: Uint8Array) => void;
  /** No more data comes; the other direction may go on. */
  readonly end: () => void;
  /** No more data comes, and the connection is over. */
  readonly close: () => void;
  readonly reset: () => void;
  /** Says something to the client, upstream of all downstream toxics. */
  readonly reply: (data: Uint8Array) => void;
}

/** A toxic that struck a connection, as its chain needs it. */
export interface Link {
  readonly toxic: Toxic;
  readonly kind: ToxicKind;
  /** Its place: links stand in the order in which their toxics were put on. */
  readonly order: number;
  readonly draw: Draw;
  readonly memory: Map<string, number>;
  readonly strike: () => void;
}

/** The toxics on one direction of one connection, in order. */
export interface Chain {
  readonly take: (item: Item) => void;
  /** Data may pass it by: no toxic is on, and none holds anything. */
  readonly isEmpty: () => boolean;
  /** It has passed on its end, or was closed. */
  readonly isOver: () => boolean;
  /** Puts a link in its place; or in the place of that toxic's, taking over what that one held. */
  readonly put: (link: Link) => void;
  /** Takes a toxic off; what it held goes on at once. */
  readonly remove: (name: string, how: { readonly mayClose: boolean }) => void;
  /** Drops all that is held, for good. */
  readonly abort: () => void;
  readonly heldBytes: () => number;
  readonly roomBytes: () => number;
}

interface Slot {
  readonly link: Link;
  readonly stage: Stage;
}

const leastRoomBytes = 64 * 1024;

/** A chain without toxics, in front of a sink. */
export function openChain(clock: ProxyClock, stream: Stream, sink: Sink): Chain {
  let slots: readonly Slot[] = [];
  let held = 0;
  let isOver = false;

  const finish = () => {
    if (isOver) return false;
    isOver = true;
    const old = slots;
    slots = [];
    held = 0;
    for (const { stage } of old) stage.release();
    return true;
  };
  const leave = (item: Item) => {
    if (isOver) return;
    if (item === 'end') {
      finish();
      sink.end();
    } else {
      held -= item.data.length;
      sink.write(item.data);
    }
  };
  const passAfter = (slot: Slot | undefined, item: Item) => {
    if (isOver) return;
    // The stage may have been taken off, or others put in behind it, since it was made.
    const next = slots[slot ? slots.indexOf(slot) + 1 : 0];
    if (next) next.stage.take(item);
    else leave(item);
  };
  const make = (link: Link): Slot => {
    const { attributes, beyond, toxicity } = link.toxic;
    const outlet: Outlet = {
      stream,
      clock,
      draw: link.draw,
      memory: link.memory,
      strike: link.strike,
      emit: (item) => passAfter(slot, item),
      drop: (item) => {
        if (item !== 'end') held -= item.data.length;
      },
      reply: (data) => {
        if (stream === 'upstream') return sink.reply(data);
        held += data.length;
        passAfter(slot, { data, readMs: clock.nowMs() });
      },
      close: () => void (finish() && sink.close()),
      reset: () => void (finish() && sink.reset()),
    };
    const stageOn = (on: Outlet) => link.kind.stage!(attributes, on);
    const stage = beyond?.perRequest ? perRequest(outlet, toxicity, stageOn) : stageOn(outlet);
    const slot: Slot = { link, stage };
    return slot;
  };
  return {
    take: (item) => {
      if (isOver) return;
      if (item !== 'end') held += item.data.length;
      passAfter(undefined, item);
    },
    isEmpty: () => slots.length === 0,
    isOver: () => isOver,
    put: (link) => {
      if (isOver || !link.kind.stage) return;
      const old = slots.find((slot) => slot.link.toxic.name === link.toxic.name);
      const items = old?.stage.release() ?? [];
      const slot = make(link);
      slots = [...slots.filter((other) => other !== old), slot].toSorted(
        (a, b) => a.link.order - b.link.order,
      );
      for (const item of items) slot.stage.take(item);
    },
    remove: (name, { mayClose }) => {
      const old = slots.find((slot) => slot.link.toxic.name === name);
      if (!old) return;
      const items = old.stage.release();
      for (const item of items) passAfter(old, item);
      slots = slots.filter((other) => other !== old);
      if (mayClose && old.link.kind.closesOnRemoval && finish()) sink.close();
    },
    abort: () => void finish(),
    heldBytes: () => held,
    roomBytes: () =>
      slots.reduce(
        (room, { link }) => room + (link.kind.roomBytes?.(link.toxic.attributes) ?? 0),
        leastRoomBytes,
      ),
  };
}
