/**
 * The catalogue of faults, and what makes one of your own (entry `brownout/faults`).
 *
 * @module
 */
export { catalogue } from './catalogue.ts';
export * from './index.ts';
export { lies, menu } from './menu.ts';
export {
  defineFault,
  type FaultDefinition,
  type FaultFactory,
  type GivenParams,
  type NoParams,
} from '../harness/plans/define.ts';
