/** Replaces functions and can put all of them back. */
export interface Patch {
  /**
   * Replaces `target[name]` by what `make` makes of it, under the same name and length; does
   * nothing where this version of Node has no such function.
   */
  readonly method: <F extends (...args: never[]) => unknown>(
    target: object,
    name: string,
    make: (original: F) => F,
  ) => void;
  /** Replaces any property. */
  readonly property: (target: object, name: string, descriptor: PropertyDescriptor) => void;
  /** Something else to take back, in its turn. */
  readonly onUndo: (undo: () => void) => void;
  /** Puts back what it replaced, last first; leaves alone what others have replaced since. */
  readonly undo: () => void;
}

/** A patch that has replaced nothing yet. */
export function newPatch(): Patch {
  const undos: (() => void)[] = [];
  const replaced = new Map<unknown, unknown>();
  const property: Patch['property'] = (target, name, descriptor) => {
    const before = Object.getOwnPropertyDescriptor(target, name);
    Object.defineProperty(target, name, descriptor);
    undos.push(() => {
      if (!isSame(Object.getOwnPropertyDescriptor(target, name), descriptor)) return;
      if (before === undefined) Reflect.deleteProperty(target, name);
      else Object.defineProperty(target, name, before);
    });
  };
  return {
    property,
    onUndo: (undo) => void undos.push(undo),
    method: (target, name, make) => {
      const before = Object.getOwnPropertyDescriptor(target, name) ?? hidden(target, name);
      if (typeof before.value !== 'function') return;
      const original = before.value as Parameters<typeof make>[0];
      // The same function may stand in several places (`timers.setTimeout` is the global one).
      const value = replaced.get(original) ?? named(make(original), original);
      replaced.set(original, value);
      property(target, name, { ...before, value });
    },
    undo: () => {
      for (const undo of undos.splice(0).toReversed()) undo();
    },
  };
}

function hidden(target: object, name: string): PropertyDescriptor {
  const value = (target as Record<string, unknown>)[name];
  return { value, writable: true, enumerable: false, configurable: true };
}

function named(replacement: unknown, original: object): unknown {
  // What `util.promisify` makes of several results: Node keeps it under a symbol of its own.
  const results = Object.getOwnPropertySymbols(original).filter(
    ({ description }) => description === 'customPromisifyArgs',
  );
  for (const key of ['name', 'length', ...results]) {
    const described = Object.getOwnPropertyDescriptor(original, key);
    if (described !== undefined) Object.defineProperty(replacement, key, described);
  }
  return replacement;
}

function isSame(now: PropertyDescriptor | undefined, ours: PropertyDescriptor): boolean {
  return now !== undefined && now.value === ours.value && now.get === ours.get;
}
