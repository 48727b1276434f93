import { toys } from './toy.ts';

/** The toy agents, where the workers of an executor can load them. */
const scenarios = toys.map(({ scenario }) => scenario);

export default scenarios;
