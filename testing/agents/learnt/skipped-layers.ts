import { api, completes, exactlyOnce, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { facts } from '../corpus/world/facts.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';
import { once } from '../corpus/world/once.ts';

/** Without the layers above it, the bottom of the settings says live. */
export const skippedLayers: CorpusEntry = {
  id: 'skipped-layers',
  faults: 2,
  bug: 'A layer of settings that cannot be read is skipped, and without both it sends for real.',
  check: 'exactly-once',
  witness: [down('workspace', 'GET /settings'), down('project', 'GET /settings')],
  scenario: scenario('a rehearsal does not reach customers', {
    family: 'learnt',
    points: {
      workspace: facts({ '/settings': { mode: 'test', sender: 'hello@shop.example' } }),
      project: facts({ '/settings': { mode: 'test', language: 'en' }, '/offer': { off: 15 } }),
      customers: facts({ '/segment': { ids: [11, 12, 13] } }),
      model: oracle({ offer: 'Fifteen percent off.' }),
      mail: api(() => [once('/test/mails', 'TM'), once('/live/mails', 'LM')], {
        effects: ['POST /test/mails', 'POST /live/mails'],
      }),
    },
    ...underFaults((at, _, id) => campaign(at.url, id)),
    tasks: [
      {
        input: 'Rehearse the spring campaign.',
        expect: { effects: { 'POST /test/mails': 3, 'POST /live/mails': 0 } },
      },
    ],
    checks: [completes(), exactlyOnce('mail')],
  }),
};

interface Settings {
  readonly mode: 'live' | 'test';
  readonly sender: string;
  readonly language: string;
}

const defaults: Settings = { mode: 'live', sender: 'no-reply@shop.example', language: 'en' };

async function campaign(url: (point: string) => string, task: string): Promise<object> {
  const offer = await twice(() => ask('GET', `${url('project')}/offer`));
  const segment = await twice(() =>
    ask<{ ids: readonly number[] }>('GET', `${url('customers')}/segment`),
  );
  if (!offer.ok || !segment.ok) return { status: 'abstained', note: 'nothing to send' };
  const settings = await layered([url('workspace'), url('project')]);
  const text = await chat(url('model'), `Write the offer in ${settings.language}.`);
  if (text === null) return { status: 'abstained', note: 'there is no text' };
  const unsent: string[] = [];
  for (const to of segment.body.ids) {
    const carried = { key: `${task}-${to}`, json: { to, text, from: settings.sender } };
    const place = `${url('mail')}/${settings.mode}/mails`;
    const sent = await twice(() => ask('POST', place, carried));
    if (!sent.ok) unsent.push(carried.key);
  }
  return { status: unsent.length > 0 ? 'partial' : 'done', unsent };
}

/** Each layer refines those before it. */
async function layered(places: readonly string[]): Promise<Settings> {
  const layers = await Promise.all(
    places.map((place) => ask<Partial<Settings>>('GET', `${place}/settings`)),
  );
  return layers.reduce<Settings>(
    (all, layer) => (layer.ok ? { ...all, ...layer.body } : all),
    defaults,
  );
}
