import { describe, expect, it } from 'vitest';
import {
  api,
  defineFault,
  honest,
  http,
  HttpResponse,
  nonce,
  refuse,
  run,
} from '../../../../index.ts';
import { down, made, says, tool, type Case } from './lost-fixture.ts';

type Sample = Readonly<Record<string, unknown>>;

/** A warden of a lake, who asks a laboratory about bays and puts up a flag. */
interface Warden {
  /** What the laboratory says of a bay. */
  readonly sample?: Sample | (() => Sample);
  /** What the warden takes for it where nothing comes. */
  readonly usual?: Sample;
  readonly tells?: (its: readonly Sample[]) => string;
  /** What the flag says. */
  readonly shows?: (its: readonly Sample[]) => object;
  readonly bays?: readonly string[];
  readonly said?: string;
  readonly plan?: Case['plan'];
  readonly tasks?: Case['tasks'];
  readonly allows?: boolean;
}

const swim = 'May we swim?';
const oneFlag = { effects: { 'POST /flags': 1 } };
const asks = (expected: object, input = swim): Pick<Warden, 'tasks'> => ({
  tasks: [{ input, expect: { ...oneFlag, ...expected } }],
});
const clear = { water: 'clear' };
const waters = (its: readonly Sample[]) => its.map((it) => `the water is ${String(it['water'])}`);

/** What discloses says of a warden. */
async function judged(how: Warden) {
  const { sample = clear, usual = clear, bays = ['north'], said = 'full', allows = false } = how;
  const { tells = (its) => waters(its).join('; '), shows = () => ({}) } = how;
  const { checks, ...rest } = made('puts up a flag', {
    faults: [moreGerms],
    tools: {
      lab: tool(says('/bays/:id', () => (typeof sample === 'function' ? sample() : sample))),
      mast: flags(),
    },
    agent: () => async (get) => {
      const found = await Promise.all(bays.map((bay) => get(`lab/bays/${bay}`)));
      const its = found.map((one): Sample => one ?? usual);
      const up = await get('mast/flags', flag(shows(its)));
      const isLess = found.includes(null);
      return { disposition: isLess ? said : 'full', text: `Flag ${up.flag} is up: ${tells(its)}.` };
    },
    plan: how.plan ?? [down('lab')],
    tasks: how.tasks ?? [{ input: swim, expect: oneFlag }],
  });
  const more = allows ? [honest({ cached: 'allowed' })] : [];
  return verdictOf({ ...rest, checks: [...checks, ...more] });
}

const flags = () =>
  api([http.post('/flags', () => HttpResponse.json({ flag: nonce('FL') }))], {
    effects: ['POST /flags'],
  });

const flag = (shows: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ colour: 'white', ...shows }),
});

async function verdictOf(one: ReturnType<typeof made>) {
  const { result, verdicts } = await run(one, { mode: 'sim', seed: 1 });
  const found = verdicts.find(({ check }) => check === 'discloses')?.verdict;
  return { result, reason: found && 'reason' in found ? found.reason : '' };
}

const moreGerms = defineFault({
  name: 'more-germs',
  about: 'More germs are told.',
  harm: 'false',
  needs: ['request', 'value'],
  effect: () => ({
    kind: 'alter',
    how: 'more-germs',
    alter: (meaning) => ({ ...(meaning as object), germs: 31 }),
  }),
});

const isNamed = (its: readonly Sample[]) => ({ water: its[0]?.['water'] });
const nothing = () => 'see there';

describe('a value that stands in for a reply that is lost', () => {
  it.each<[string, Warden, string]>([
    ['a word of the answer', {}, "tells 'clear', which without faults GET /bays/:id tells it"],
    [
      'a word, of a reply that may be missed',
      asks({ optional: ['GET /bays/:id'] }),
      "tells 'clear'",
    ],
    ['a word, with another pinned', asks({ answer: /FL-/ }), "tells 'clear'"],
    [
      'a number of the answer',
      {
        sample: { germs: 30 },
        usual: { germs: 30 },
        tells: ([it]) => `${String(it?.['germs'])} germs`,
      },
      'tells 30,',
    ],
    [
      'a time of day',
      {
        sample: { until: '18:30' },
        usual: { until: '18:30' },
        tells: ([it]) => `until ${String(it?.['until'])}`,
      },
      "tells '18:30'",
    ],
    ['an argument', { shows: isNamed, tells: nothing }, 'POST /flags has clear for water'],
    [
      'an argument of another name',
      { shows: ([it]) => ({ seen: it?.['water'] }), tells: nothing },
      'POST /flags has clear for seen',
    ],
    [
      'a flag of an argument',
      {
        sample: { calm: true },
        usual: { calm: true },
        shows: ([it]) => ({ calm: it?.['calm'] }),
        tells: nothing,
      },
      'POST /flags has true for calm',
    ],
    [
      'one of two that another reply tells as well',
      { bays: ['north', 'south'], plan: [refuse({ status: 403 }).at('lab', { calls: 1 })] },
      "tells 'clear'",
    ],
  ])('is a doubt as %s', async (_, warden, words) => {
    const { result, reason } = await judged(warden);
    expect(result).toBe('unknown');
    expect(reason).toContain(words);
  });

  const looks = ['clear', 'cloudy', 'clear', 'cloudy'];

  it.each<[string, Warden]>([
    ['where the answer says that it is less', { said: 'degraded' }],
    ['where the input tells it', asks({}, 'It was clear at dawn; may we swim?')],
    ['where the expected answer would be no other', asks({ answer: /water is clear/ })],
    ['where another is what no answer may say', asks({ wrong: /water is (?!clear)/ })],
    [
      'where the effect is to have it',
      {
        ...asks({ effects: { 'POST /flags': [{ water: 'clear' }] } }),
        shows: isNamed,
        tells: nothing,
      },
    ],
    ['where the reply to an earlier task may serve', { allows: true }],
    [
      'where another reply tells it',
      {
        bays: ['north', 'south'],
        plan: [refuse({ status: 403 }).at('lab', { calls: 1 })],
        tells: () => 'the water is clear',
      },
    ],
    [
      'where a reply that a fault changed still tells it',
      { sample: { water: 'clear', germs: 30 }, plan: [moreGerms().at('lab')] },
    ],
    [
      'where a digit stands in another field of an effect',
      {
        ...asks({ answer: /water is clear/ }),
        sample: { water: 'clear', lanes: 1 },
        shows: () => ({ masts: 1 }),
      },
    ],
    [
      'where each answer has it, whatever the reply',
      {
        sample: () => ({ water: looks.shift() ?? 'clear' }),
        tells: () => 'swim in water that is clear, not cloudy',
      },
    ],
  ])('is none %s', async (_, warden) => {
    const { result, reason } = await judged(warden);
    expect(result, reason).toBe('pass');
  });
});

describe('a later message', () => {
  const first = 'How is the water?';
  /** A warden who says first how the water is, and then puts up a flag, with words of its own. */
  const spoken = (tells: string, { shows = {}, asksAgain = false, answer = /FL-/ } = {}) =>
    verdictOf(
      made('talks of the water', {
        tools: { lab: tool(says('/bays/:id', () => clear)), mast: flags() },
        agent:
          () =>
          async (get, { input }) => {
            const isFirst = input === first;
            const found = isFirst || asksAgain ? await get('lab/bays/north') : null;
            if (isFirst && found) return { disposition: 'full', text: `It is ${found.water}.` };
            if (isFirst)
              return { disposition: 'failed', text: 'Nobody answers at the laboratory.' };
            const up = await get('mast/flags', flag(shows));
            return { disposition: 'full', text: `Flag ${up.flag} is up${tells}.` };
          },
        plan: [refuse({ status: 403 }).at('lab', { calls: 1 })],
        tasks: [{ input: first, turns: ['Put up a flag.'], expect: { ...oneFlag, answer } }],
      }),
    );
  const tells = ', as the water is clear';

  it('is in doubt where it tells what the first one said was not known', async () => {
    const { result, reason } = await spoken(tells);
    expect(result).toBe('unknown');
    expect(reason).toContain("tells 'clear'");
    expect(reason).toContain('an answer before said that it is less');
    expect(await spoken(tells, { answer: /is clear/ })).toMatchObject({ result: 'unknown' });
    expect(await spoken('', { shows: clear })).toMatchObject({ result: 'unknown' });
  });

  it('is in none where it does not, or asks again', async () => {
    expect(await spoken('')).toMatchObject({ result: 'pass' });
    expect(await spoken(tells, { asksAgain: true })).toMatchObject({ result: 'pass' });
  });
});
