/** Work in progress, by name: who asks for what somebody is at already gets the same result. */
export interface Flights {
  readonly share: <T>(name: string, work: () => Promise<T>) => Promise<T>;
}

/** Flights that are all shared; or, where `isShared` is false, none. */
export function flights(isShared: boolean): Flights {
  const flying = new Map<string, Promise<unknown>>();
  return {
    share: <T>(name: string, work: () => Promise<T>): Promise<T> => {
      if (!isShared) return work();
      const known = flying.get(name);
      // One name, one kind of result: names say what the work is.
      if (known) return known as Promise<T>;
      const flight = work().finally(() => flying.delete(name));
      flying.set(name, flight);
      return flight;
    },
  };
}

/** A door that few may pass at a time; the others wait their turn. */
export interface Door {
  readonly pass: <T>(work: () => Promise<T>) => Promise<T>;
}

/** A door for `most` at a time. */
export function door(most: number): Door {
  const waiting: (() => void)[] = [];
  let inside = 0;
  return {
    pass: async (work) => {
      if (inside < most) inside += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await work();
      } finally {
        // The place is handed on, so that nobody slips in between.
        const next = waiting.shift();
        if (next) next();
        else inside -= 1;
      }
    },
  };
}
