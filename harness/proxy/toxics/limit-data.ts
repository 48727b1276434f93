import { toxicKind, type ToxicKind } from '../toxic-kind.ts';

/**
 * Lets `bytes` bytes of a connection pass, drops the rest, and closes. It counts from when it was put
 * on, through changes of its attributes.
 */
export const limitData: ToxicKind = toxicKind({
  type: 'limit_data',
  says: 'closes after so much data',
  attributes: { bytes: { initial: 0 } },
  stage: ({ bytes }, outlet) => {
    const { memory } = outlet;
    return {
      take: (item) => {
        if (item === 'end') return outlet.emit(item);
        const { data, readMs } = item;
        const passed = memory.get('bytes') ?? 0;
        const left = Math.max(0, bytes - passed);
        memory.set('bytes', passed + Math.min(left, data.length));
        if (left > 0) outlet.emit({ data: data.subarray(0, left), readMs });
        if (left > data.length) return;
        outlet.strike();
        outlet.close();
      },
      release: () => [],
    };
  },
});
