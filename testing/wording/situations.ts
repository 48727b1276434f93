import { choir } from './choir.ts';
import { dns } from './dns.ts';
import { greenhouse } from './greenhouse.ts';
import { laboratory } from './laboratory.ts';
import { library } from './library.ts';
import { lockers } from './lockers.ts';
import { museum } from './museum.ts';
import { posters } from './posters.ts';
import { river } from './river.ts';
import type { Situation } from './situation.ts';
import { snow } from './snow.ts';
import { theatre } from './theatre.ts';
import { volunteers } from './volunteers.ts';

/** The situations by name. */
export const situations: Readonly<Record<string, Situation>> = {
  choir,
  dns,
  greenhouse,
  laboratory,
  library,
  lockers,
  museum,
  posters,
  river,
  snow,
  theatre,
  volunteers,
};
