import type { DriverKind } from './driver.ts';

/** Calls an agent that is a function in this process: under virtual time in sim, in real time on the wire. */
export const inProcessDriver: DriverKind = {
  name: 'in-process',
  cannot: ({ system }) =>
    system.modes.includes('sim') ? null : 'the agent runs in a process of its own',
  open: ({ running }) =>
    Promise.resolve({
      name: 'in-process',
      ask: running.ask,
      limit: () => null,
      close: () => Promise.resolve(),
    }),
};
