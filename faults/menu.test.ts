import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isStanding } from '../harness/model/fault/fault.ts';
import { jsonReply } from '../harness/model/reply.ts';
import { catalogue } from './catalogue.ts';
import { checkParams } from '../harness/plans/define.ts';
import { describeFaults, factoryCall } from '../harness/plans/describe.ts';
import { lies, menu } from './menu.ts';
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
  expect(
    lies.map(({ name }) => name).toSorted(),
    "lies of faults/menu.ts, beside the faults that are tried: 'as a lie'",
  ).toEqual(tried);
});

test('the guide lists the menu and the lies as they are', () => {
  const guide = readFileSync(new URL('../docs/search.md', import.meta.url), 'utf8');
  const [, section = ''] = /^## The menu\n([^]*?)^## /m.exec(guide) ?? [];
  const named = (text: string) =>
    [...text.matchAll(/`(\w+\([^`]*\))`/g)].map(([, call = '']) => call).toSorted();
  const table = section.split('\n').filter((line) => line.startsWith('|'));
  const rows = 'the table under The menu in docs/search.md, beside faults/menu.ts';
  expect(named(table.join('\n')), rows).toEqual(menu.map(factoryCall).toSorted());
  const [, said = ''] = /The `lies` are([^.]*)\./.exec(section) ?? [];
  const sentence = 'the sentence "The `lies` are …" in docs/search.md, beside faults/menu.ts';
  expect(named(said), sentence).toEqual(lies.map(factoryCall).toSorted());
});

test('each fault says whether a search tries it', () => {
  const rows = describeFaults(catalogue);
  const having = (searched: string) =>
    rows.flatMap((row) => (row.searched === searched ? row.name : []));
  const inMenu = "menu of faults/menu.ts, beside the faults that are not tried: 'by name'";
  expect(new Set(having('by default')), inMenu).toEqual(new Set(menu.map(({ name }) => name)));
  const asLies = catalogue.kinds.filter(({ tried }) => tried === 'as a lie');
  expect(having('as a lie, by name')).toEqual(asLies.map(({ name }) => name));
  expect(having('never')).toEqual(catalogue.kinds.filter(isStanding).map(({ name }) => name));
  expect(having('by name')).toContain('outage');
  expect(rows.flatMap((row) => row.menu)).toHaveLength(menu.length);
});
