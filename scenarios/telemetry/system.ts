import { inProcess, type System } from '../../index.ts';
import { operator, type Order } from './agent/operator.ts';
import { without, type Safeguards } from './agent/safeguards.ts';

/** The fleet and its operator, careful or without some safeguards; in process, for it lives through minutes. */
export function cluster(...missing: readonly (keyof Safeguards)[]): System {
  return inProcess((at) => {
    const addresses = {
      control: at.url('control'),
      admin: at.url('admin'),
      catalog: at.url('catalog'),
      sink: at.url('sink'),
    };
    const carryOut = operator(addresses, without(...missing));
    return (input, { signal }) => carryOut(input as Order, signal);
  });
}
