import { describe, expect, it } from 'vitest';
import { discloses } from '../../discloses.ts';
import { recovers } from '../../recovers.ts';
import { traceBuilder, type TaskSteps } from '../../trace-builder.ts';

interface Tale {
  /** What the mirror tells of the level; the live source tells 12, or what `live` says after the faults. */
  readonly mirror?: number;
  readonly live?: number;
  /** Whether the live source is asked again with each task. */
  readonly comesBack?: boolean;
  /** Whether the mirror is asked beside it each time. */
  readonly asksBoth?: boolean;
  /** What an answer adds that rests on the mirror, or has for fields. */
  readonly says?: string;
  readonly fields?: (isLive: boolean) => Readonly<Record<string, unknown>>;
  readonly said?: 'full' | 'degraded';
  /** Whether only the answer of the task that was struck says so. */
  readonly saysOnce?: boolean;
  /** What a third source, which is always asked, tells of the price after the faults; it goes into the dose. */
  readonly price?: number;
  /** The brand of what is dosed where it rests on the mirror, which is otherwise Aqua. */
  readonly brand?: string;
  /** Whether the task doses by the level, and does not only tell it. */
  readonly doses?: boolean;
  readonly asks?: TaskSteps;
  /** The other source is another argument of the same call. */
  readonly isArgument?: boolean;
}

/** A pool that is dosed by its level: the live source is refused once, in the first of two tasks under the faults. */
function traceOf(tale: Tale) {
  const {
    mirror = 25,
    comesBack = false,
    asksBoth = false,
    doses = true,
    isArgument = false,
  } = tale;
  const told = traceBuilder();
  const nightly = (level: number) =>
    isArgument
      ? told.call('hotels', 'GET /level', {
          op: 'nightly',
          safe: true,
          path: '/level?from=nightly',
          meaning: { level },
        })
      : told.call('flights', 'GET /nightly', { safe: true, meaning: { level } });
  const station = (level: number | null) => {
    const path = isArgument ? '/level?from=live' : '/level';
    const failed = { hit: 0, outcome: 'failed' } as const;
    const how = level === null ? failed : { meaning: { level } };
    told.call('hotels', 'GET /level', { op: 'live', safe: true, path, ...how });
  };
  const run = (id: string, live: number | null, isAsked: boolean) => {
    told.task(id, { input: 'dose', ...tale.asks });
    if (isAsked) station(live);
    const isLive = isAsked && live !== null;
    if (!isLive || asksBoth) nightly(mirror);
    const price = id === 'd' ? (tale.price ?? 3) : 3;
    told.call('flights', 'GET /price', { safe: true, meaning: { price } });
    const level = isLive ? live : mirror;
    const more = isLive ? '' : (tale.says ?? '');
    const dose = `DOSE-4f9a1c2${id}`;
    if (doses) {
      const ml = 40 - level;
      const brand = isLive ? 'Aqua' : (tale.brand ?? 'Aqua');
      told.call('hotels', 'POST /pay', {
        input: { ml, price, brand },
        makes: dose,
        meaning: { id: dose },
      });
    }
    const text = doses ? `Dosed, ${dose}.${more}` : `The level is ${level}.${more}`;
    const answer = tale.fields ? { text, ...tale.fields(isLive) } : text;
    const said = tale.saysOnce && id === 'b' ? 'degraded' : (tale.said ?? 'full');
    told.answer(answer, isLive ? 'full' : said);
  };
  told.phase('baseline');
  run('a', 12, true);
  told.phase('fault');
  run('b', null, true);
  run('c', 12, comesBack);
  told.phase('recovery');
  run('d', tale.live ?? 12, comesBack);
  return told.trace();
}

const disclosed = (tale: Tale) => discloses().judge(traceOf(tale));
const recovered = (tale: Tale) => recovers().judge(traceOf(tale));

describe('a source that is replaced for good, in silence', () => {
  it.each<[string, Tale]>([
    ['by an effect', {}],
    ['by another argument of its call', { isArgument: true }],
    ['by one that was asked before, too', { asksBoth: true }],
    ['though an effect of any argument is expected', { asks: { shouldDo: { 'POST /pay': 1 } } }],
    ['that is about another thing which is not named', { brand: 'Blue' }],
    ['by a flag that says so no more than before', { fields: () => ({ stale: false }) }],
  ])('leaves in doubt what rests on it %s', (_, tale) => {
    expect(recovered(tale)).toMatchObject({
      result: 'unknown',
      reason: expect.stringMatching(
        /POST \/pay has 15 for ml; before the faults it was 28; it asked GET/,
      ),
    });
    expect(disclosed(tale).result).toBe('unknown');
  });

  it('leaves in doubt a later task of the fault phase, and what only the answer tells', () => {
    expect(disclosed({ doses: false, saysOnce: true })).toMatchObject({
      result: 'unknown',
      reason: expect.stringMatching(
        /task c .* its answer tells '25'; before the faults it told '12'; it asked GET \/nightly/,
      ),
    });
    expect(recovered({ doses: false }).result).toBe('unknown');
  });
});

describe('a source that is replaced', () => {
  it.each<[string, Tale]>([
    ['is said in words', { says: " This is last night's reading." }],
    ['is said in German', { says: ' Der Stand ist von gestern.' }],
    ['is said by its name', { says: ' By the nightly list.' }],
    ['is said by a flag', { fields: (isLive) => ({ stale: !isLive }) }],
    ['is said by a flag of the live one', { fields: (isLive) => ({ live: isLive }) }],
    ['tells the same', { mirror: 12 }],
    ['tells the same, and a third one something else', { mirror: 12, price: 4 }],
    ['leads to another thing that is named', { brand: 'Blue', says: ' It is Blue.' }],
    ['may be missing', { asks: { mayMiss: ['GET /level'] } }],
    ['is expected', { asks: { shouldDo: { 'POST /pay': [{ ml: 15, price: 3, brand: 'Aqua' }] } } }],
    ['is said by its age, of what only the answer tells', { doses: false, says: ' As of 22:00.' }],
  ])('is not in doubt where it %s', (_, tale) => {
    expect(recovered(tale).result).not.toBe('unknown');
    expect(disclosed(tale).result).not.toBe('unknown');
  });

  it('is not in doubt where its answer is degraded', () => {
    expect(disclosed({ said: 'degraded' }).result).toBe('pass');
  });

  it('is not in doubt where the live one is asked again, whatever it tells then', () => {
    expect(recovered({ comesBack: true, live: 19 }).result).toBe('pass');
    expect(disclosed({ comesBack: true, said: 'degraded' }).result).toBe('pass');
  });

  it.each([true, false])('is not in doubt where answers may be cached, dosed: %s', (doses) => {
    const trace = traceOf({ doses });
    expect(recovers().judge(trace, { allowsCached: true }).result).toBe('pass');
  });
});
