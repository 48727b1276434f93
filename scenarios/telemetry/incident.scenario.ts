import { timing } from './agent/timing.ts';
import { bakes } from './checks/bakes.ts';
import { incident } from './incident.ts';
import { cluster } from './system.ts';

export default incident('2024-12-11 with everything on', cluster(), bakes('control', timing.ttl));
