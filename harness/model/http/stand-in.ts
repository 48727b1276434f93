/**
 * Stand-ins for objects of a built-in class that is slow to build: what a call usually asks they
 * answer themselves, from a state; for all else a genuine object is made of the state and asked.
 */
export interface StandIns<State> {
  /** A new one; it passes for an instance of the class. */
  readonly make: (state: State) => object;
  /** What a stand-in of this class knows; undefined for a genuine object. */
  readonly stateOf: (object: object) => State | undefined;
}

/** What every state holds besides: the stand-in that it is the state of. */
export interface StandIn {
  self: object | undefined;
}

/** What stand-ins answer themselves, by name. */
export interface Own<State> {
  readonly getters: Readonly<Record<string, (state: State) => unknown>>;
  readonly methods: Readonly<Record<string | symbol, (state: State, ...args: never[]) => unknown>>;
}

/** Stand-ins on the prototype of a class; `genuine` makes the real thing, once. */
export function standIns<State extends StandIn>(
  real: object,
  genuine: (state: State) => object,
  own: Own<State>,
): StandIns<State> {
  const get = (ask: (state: State) => unknown): PropertyDescriptor => ({
    configurable: true,
    get(this: Known<State>) {
      return ask(this[known]);
    },
  });
  const call = (ask: (state: State, ...args: never[]) => unknown): PropertyDescriptor => ({
    configurable: true,
    value(this: Known<State>, ...args: never[]) {
      return ask(this[known], ...args);
    },
  });
  const properties: PropertyDescriptorMap = {};
  for (const [name, was] of Object.entries(membersOf(real))) {
    // Looked up when it is used, for by then the class may have been patched.
    const member = (state: State) => Reflect.get(genuine(state), name) as unknown;
    if (was.get !== undefined) properties[name] = get(member);
    else if (name !== 'constructor') {
      properties[name] = call((state, ...args) =>
        Reflect.apply(member(state) as () => unknown, genuine(state), args),
      );
    }
  }
  for (const [name, ask] of Object.entries(own.getters)) properties[name] = get(ask);
  for (const name of Reflect.ownKeys(own.methods)) {
    properties[name as string] = call(own.methods[name] as (state: State) => unknown);
  }
  const prototype = Object.create(real, properties) as object;
  return {
    make: (state) => {
      // A literal with `__proto__` takes ten times as long.
      const standIn = Object.create(prototype) as { [known]: State };
      standIn[known] = state;
      return (state.self = standIn);
    },
    stateOf: (object) => (object as Partial<Known<State>>)[known],
  };
}

/** What a class and those that it extends have, its own first. */
function membersOf(real: object): PropertyDescriptorMap {
  if (real === Object.prototype) return {};
  const inherited = membersOf(Object.getPrototypeOf(real) as object);
  return { ...inherited, ...Object.getOwnPropertyDescriptors(real) };
}

/** One name in all classes: V8 finds a property fast where its name is always the same. */
const known: unique symbol = Symbol('stand-in');

interface Known<State> {
  readonly [known]: State;
}
