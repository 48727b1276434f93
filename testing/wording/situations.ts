import { choir } from './first/choir.ts';
import { dns } from './first/dns.ts';
import { greenhouse } from './first/greenhouse.ts';
import { laboratory } from './first/laboratory.ts';
import { library } from './first/library.ts';
import { lockers } from './first/lockers.ts';
import { museum } from './first/museum.ts';
import { posters } from './first/posters.ts';
import { river } from './first/river.ts';
import { snow } from './first/snow.ts';
import { theatre } from './first/theatre.ts';
import { volunteers } from './first/volunteers.ts';
import { canteen } from './second/canteen.ts';
import { clinic } from './second/clinic.ts';
import { crane } from './second/crane.ts';
import { flats } from './second/flats.ts';
import { gym } from './second/gym.ts';
import { onboarding } from './second/onboarding.ts';
import { silo } from './second/silo.ts';
import { tariff } from './second/tariff.ts';
import { trip } from './second/trip.ts';
import { turbines } from './second/turbines.ts';
import { warehouse } from './second/warehouse.ts';
import { workshop } from './second/workshop.ts';
import type { Situation } from './situation.ts';

/** The situations of the first study and of the second, by name. */
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
  canteen,
  clinic,
  crane,
  flats,
  gym,
  onboarding,
  silo,
  tariff,
  trip,
  turbines,
  warehouse,
  workshop,
};
