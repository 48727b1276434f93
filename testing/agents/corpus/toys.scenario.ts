import { toys } from './toy.ts';

/** The toy agents, where a worker of the pool can load them. */
const scenarios = toys.map(({ scenario }) => scenario);

export default scenarios;
