import { expect, test } from 'vitest';
import { isStanding } from '../harness/model/fault.ts';
import { jsonReply } from '../harness/model/reply.ts';
import { catalogue } from './catalogue.ts';
import { checkParams } from '../harness/plans/define.ts';
import { lies } from './menu.ts';
import { chatStream, momentOf, sampleCall } from './testing/samples.ts';

test('faults of streams are those that leave a reply of one piece as it is', () => {
  const leaves = catalogue.kinds.flatMap((kind) => {
    if (isStanding(kind)) return [];
    const effect = kind.effect(checkParams(kind, {}), sampleCall, momentOf(1));
    if (effect.kind !== 'rewrite') return [];
    const [whole, stream] = [jsonReply({ id: 'a', items: [1, 2] }), chatStream];
    const changes = effect.rewrite(stream) !== stream && effect.rewrite(whole) === whole;
    return changes ? [kind.name] : [];
  });
  const streams = catalogue.kinds.flatMap(({ only, name }) => (only === 'streams' ? name : []));
  expect(leaves.toSorted()).toEqual(streams);
});

test('lies are all that the catalogue tries as such', () => {
  const tried = catalogue.kinds.flatMap(({ tried, name }) => (tried === 'as a lie' ? name : []));
  expect(lies.map(({ name }) => name).toSorted()).toEqual(tried);
});
