import type { Draw } from '../../model/random.ts';
import type { ProxyClock } from '../lines/clock.ts';
import type { Item, Outlet, ToxicStage } from '../stage.ts';
import { perRequest } from '../http/per-request.ts';
import type { Stream, Toxic } from '../toxic.ts';
import type { ToxicKind } from '../toxic-kind.ts';

/** The end of a chain: the socket it writes to. */
export interface Sink {
  readonly write: (data: Uint8Array) => void;
  /** Ends this direction; the other one may go on. */
  readonly end: () => void;
  /** Ends this direction, and closes the connection. */
  readonly close: () => void;
  readonly reset: () => void;
  /** Sends data to the client through all downstream toxics. */
  readonly reply: (data: Uint8Array) => void;
}

/** A toxic of a chain. */
export interface ChainLink {
  readonly toxic: Toxic;
  readonly kind: ToxicKind;
  /** The toxic's place; links are in order of creation. */
  readonly order: number;
  readonly draw: Draw;
  readonly memory: Map<string, number>;
  readonly strike: () => void;
}

/** The toxics on one direction of one connection, in order of creation. */
export interface Chain {
  readonly take: (item: Item) => void;
  /** Whether data may bypass the chain: it has no toxic, and holds nothing. */
  readonly isEmpty: () => boolean;
  /** Whether the chain has passed on the end, or was closed. */
  readonly isOver: () => boolean;
  /**
   * Adds a link at its place, or replaces the link of the same toxic and takes over what that link
   * held.
   */
  readonly put: (link: ChainLink) => void;
  /** Removes a toxic; what it held goes on at once. */
  readonly remove: (name: string, how: { readonly mayClose: boolean }) => void;
  /** Drops everything that the chain holds. */
  readonly abort: () => void;
  readonly heldBytes: () => number;
  /** Whether the chain holds more than it has room for, so that the sender must wait. */
  readonly isFull: () => boolean;
}

interface Slot {
  readonly link: ChainLink;
  readonly stage: ToxicStage;
}

/** The mutable state of a chain. */
interface State {
  readonly clock: ProxyClock;
  readonly stream: Stream;
  readonly sink: Sink;
  slots: readonly Slot[];
  heldBytes: number;
  /** Whether a toxic closed the chain; data beyond that toxic is still sent. */
  isClosing: boolean;
  isOver: boolean;
}

const leastRoomBytes = 64 * 1024;
// Chunks of a few bytes cost more than their bytes.
const mostWaiting = 16 * 1024;

/** Makes a chain without toxics in front of a sink. */
export function openChain(clock: ProxyClock, stream: Stream, sink: Sink): Chain {
  const state: State = {
    clock,
    stream,
    sink,
    slots: [],
    heldBytes: 0,
    isClosing: false,
    isOver: false,
  };
  return {
    take: (item) => {
      if (state.isOver || state.isClosing) return;
      if (item !== 'end') state.heldBytes += item.data.length;
      passAfter(state, undefined, item);
    },
    isEmpty: () => state.slots.length === 0,
    isOver: () => state.isOver,
    put: (link) => put(state, link),
    remove: (name, { mayClose }) => remove(state, name, mayClose),
    abort: () => void finish(state),
    heldBytes: () => state.heldBytes,
    isFull: () => isFull(state),
  };
}

function isFull({ slots, heldBytes }: State): boolean {
  let roomBytes = leastRoomBytes;
  let waiting = 0;
  for (const { link, stage } of slots) {
    roomBytes += link.kind.roomBytes?.(link.toxic.attributes) ?? 0;
    waiting += stage.waiting?.() ?? 0;
  }
  return heldBytes > roomBytes || waiting > mostWaiting;
}

/** Removes all toxics with what they hold; false if the chain was over before. */
function finish(state: State): boolean {
  if (state.isOver) return false;
  const { slots } = state;
  state.isOver = true;
  state.slots = [];
  state.heldBytes = 0;
  for (const { stage } of slots) stage.release();
  return true;
}

function passAfter(state: State, slot: Slot | undefined, item: Item): void {
  if (state.isOver) return;
  // The stage may have been taken off, or others put in behind it, since it was made.
  const next = state.slots[slot ? state.slots.indexOf(slot) + 1 : 0];
  if (next) {
    next.stage.take(item);
  } else if (item === 'end') {
    finish(state);
    if (state.isClosing) state.sink.close();
    else state.sink.end();
  } else {
    state.heldBytes -= item.data.length;
    state.sink.write(item.data);
  }
}

/** Drops data that has not passed a slot, and ends after data that has. */
function closeAt(state: State, slot: Slot): void {
  if (state.isOver || state.isClosing) return;
  state.isClosing = true;
  const upTo = state.slots.indexOf(slot) + 1;
  const before = state.slots.slice(0, upTo);
  state.slots = state.slots.slice(upTo);
  for (const item of before.flatMap(({ stage }) => stage.release())) drop(state, item);
  passAfter(state, undefined, 'end');
}

function drop(state: State, item: Item): void {
  if (item !== 'end') state.heldBytes -= item.data.length;
}

function makeSlot(state: State, link: ChainLink): Slot {
  const { clock, stream, sink } = state;
  const { attributes, beyond, toxicity } = link.toxic;
  const outlet: Outlet = {
    stream,
    clock,
    draw: link.draw,
    memory: link.memory,
    strike: link.strike,
    emit: (item) => passAfter(state, slot, item),
    drop: (item) => drop(state, item),
    reply: (data) => {
      if (stream === 'upstream') return sink.reply(data);
      state.heldBytes += data.length;
      passAfter(state, slot, { data, readMs: clock.nowMs() });
    },
    close: () => closeAt(state, slot),
    reset: () => void (finish(state) && sink.reset()),
  };
  const stageOn = (on: Outlet) => link.kind.stage!(attributes, on);
  const stage = beyond?.perRequest ? perRequest(outlet, toxicity, stageOn) : stageOn(outlet);
  const slot: Slot = { link, stage };
  return slot;
}

function put(state: State, link: ChainLink): void {
  const old = slotOf(state, link.toxic.name);
  if (state.isOver || !link.kind.stage || (state.isClosing && !old)) return;
  const items = old?.stage.release() ?? [];
  const slot = makeSlot(state, link);
  // Some end the connection as soon as they meet it.
  if (state.isOver) return void slot.stage.release();
  state.slots = [...state.slots.filter((other) => other !== old), slot].toSorted(
    (a, b) => a.link.order - b.link.order,
  );
  for (const item of items) slot.stage.take(item);
}

function remove(state: State, name: string, mayClose: boolean): void {
  const old = slotOf(state, name);
  if (!old) return;
  for (const item of old.stage.release()) passAfter(state, old, item);
  if (mayClose && old.link.kind.closesOnRemoval) closeAt(state, old);
  state.slots = state.slots.filter((other) => other !== old);
}

function slotOf(state: State, name: string): Slot | undefined {
  return state.slots.find((slot) => slot.link.toxic.name === name);
}
