import { describe, expect, it } from 'vitest';
import { api, honest, http, HttpResponse, nonce, refuse, run } from '../../../../index.ts';
import { down, made, says, tool, type Case } from './lost-fixture.ts';

type Weather = Readonly<Record<string, unknown>> | null;

/** A hut that books beds, and tells the weather where it comes. */
interface Hut {
  /** What the weather is each time. */
  readonly weather?: () => object;
  /** What the hut tells of it, apart from the beds; null of a weather that did not come. */
  readonly tells: (weather: Weather, its: { readonly nth: number }) => unknown;
  readonly said?: string;
  readonly plan?: Case['plan'];
  readonly expected?: object;
  readonly input?: unknown;
  readonly turns?: readonly string[];
  /** What is sent with the booking. */
  readonly sends?: (weather: Weather) => object;
  readonly allows?: boolean;
}

const optional = ['GET /weather'];

/** What discloses says of a hut. */
async function judged(hut: Hut) {
  const { weather = () => ({ outlook: 'rain' }), said = 'full', expected = {} } = hut;
  const { input = 'Two nights', turns, sends = () => ({}) } = hut;
  const { checks, ...rest } = made('books beds, and tells the weather', {
    tools: {
      sky: tool(says('/weather', weather)),
      beds: api([http.post('/beds', () => HttpResponse.json({ id: nonce('BED') }))], {
        effects: ['POST /beds'],
      }),
    },
    agent:
      () =>
      async (get, { input: asked, nth }) => {
        if (asked === 'Thanks') return { disposition: 'full', text: 'You are welcome.' };
        const found: Weather = await get('sky/weather');
        const bed = await get('beds/beds', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(sends(found)),
        });
        const told = hut.tells(found, { nth });
        const more = typeof told === 'string' ? { text: `You have ${bed.id}. ${told}` } : told;
        return { disposition: found ? 'full' : said, text: `You have ${bed.id}.`, ...(more as {}) };
      },
    plan: hut.plan ?? [down('sky')],
    tasks: [
      {
        input,
        expect: { effects: { 'POST /beds': 1 }, optional, ...expected },
        ...(turns && { turns }),
      },
    ],
  });
  const more = hut.allows ? [honest({ cached: 'allowed' })] : [];
  const one = { ...rest, checks: [...checks, ...more] };
  const { result, verdicts } = await run(one, { mode: 'sim', seed: 1 });
  const found = verdicts.find(({ check }) => check === 'discloses')?.verdict;
  return { result, reason: found && 'reason' in found ? found.reason : '' };
}

const of = (weather: Weather, field: string, usual: unknown) => String(weather?.[field] ?? usual);
/** Tells the weather in a sentence, or another in its place. */
const tells =
  (before: string, usual: unknown, after = '.', field = 'outlook'): Hut['tells'] =>
  (weather) =>
    `${before}${of(weather, field, usual)}${after}`;
/** Tells the weather in a sentence, or something else. */
const orElse =
  (text: unknown, before = 'Outlook: '): Hut['tells'] =>
  (weather) =>
    weather ? `${before}${of(weather, 'outlook', '')}.` : text;
const drawn = () => ({ outlook: nonce('SKY') });
const wind = () => ({ kmh: 40 });

describe('a value in the place of a lost reply that a task may do without', () => {
  it.each<[string, Hut, string]>([
    [
      'a word',
      { tells: tells('Outlook: ', 'sunshine') },
      "tells 'sunshine' where without faults it tells 'rain'",
    ],
    [
      'a word for one that is drawn',
      { weather: drawn, tells: tells('Outlook: ', 'settled') },
      "tells 'settled'",
    ],
    [
      'the same word, which nothing told',
      { tells: tells('The sky brings ', 'rain') },
      "tells 'rain', which without faults that reply tells it",
    ],
    [
      'some words',
      { weather: () => ({ outlook: 'dry until noon' }), tells: tells('It stays ', 'dry all day') },
      "tells 'dry all day'",
    ],
    [
      'words in brackets',
      { tells: tells('The sky will be grey (', 'bright', ').') },
      "tells 'bright'",
    ],
    [
      'a word before what it is about',
      { weather: () => ({ outlook: 'cloudy' }), tells: tells('', 'clear', ' skies tonight.') },
      "tells 'clear'",
    ],
    [
      'a number',
      { weather: wind, tells: tells('Wind of ', 0, ' km/h loads the slopes.', 'kmh') },
      'tells 0 where without faults it tells 40',
    ],
    [
      'a number in other words, in an answer that is less',
      {
        weather: wind,
        said: 'degraded',
        expected: { answer: /loads/ },
        tells: (it) =>
          it ? `Wind of ${String(it['kmh'])} km/h loads the slopes.` : 'Bare reading: wind 0 km/h.',
      },
      'tells 0',
    ],
    [
      'a word for a number',
      { weather: wind, tells: (it) => `Wind: ${it ? `${String(it['kmh'])} km/h` : 'calm'}.` },
      "tells 'calm'",
    ],
    [
      'a time',
      { weather: () => ({ outlook: '18:30' }), tells: tells('Dry until: ', '20:00') },
      "tells '20:00'",
    ],
    [
      'a field',
      { weather: drawn, tells: (it) => ({ outlook: it?.['outlook'] ?? 'fair' }) },
      "tells 'fair'",
    ],
    [
      'a number of a field',
      { weather: wind, tells: (it) => ({ wind: it?.['kmh'] ?? 5 }) },
      'tells 5',
    ],
    [
      'a flag',
      { weather: () => ({ rain: true }), tells: (it) => ({ rain: it?.['rain'] ?? false }) },
      'tells false for rain',
    ],
    [
      'an earlier one without its age',
      { tells: keeping((last) => `Outlook: ${last}.`), weather: turning() },
      "tells 'rain'",
    ],
    [
      'in an answer before the last',
      { tells: tells('Outlook: ', 'sunshine'), turns: ['Thanks'] },
      'of the answer to message 1: ',
    ],
    [
      'where the expected answer names the rest',
      { tells: tells('Outlook: ', 'sunshine'), expected: { answer: /BED-/ } },
      "tells 'sunshine'",
    ],
  ])('is a doubt: %s', async (_, hut, words) => {
    const { result, reason } = await judged(hut);
    expect(result, reason).toBe('unknown');
    expect(reason).toContain(words);
  });

  it.each<[string, Hut]>([
    ['left out', { tells: orElse('') }],
    ['not known', { tells: tells('Outlook: ', 'unknown') }],
    ['n/a', { tells: tells('Outlook: ', 'n/a') }],
    ['a dash', { tells: tells('Outlook: ', '-') }],
    ['nothing in a field', { tells: (it) => ({ outlook: it?.['outlook'] ?? null }) }],
    [
      'a field that says that it is not known',
      { tells: (it) => ({ outlook: it?.['outlook'] ?? 'unbekannt' }) },
    ],
    ['none', { tells: orElse('There is no forecast.') }],
    ['said to be lost', { weather: drawn, tells: orElse('I could not get the weather.') }],
    [
      'said to be lost, with what it is about',
      { tells: orElse('The sky will stay untold, as nobody answered.', 'The sky will be ') },
    ],
    ['said to be taken for so', { tells: tells('Outlook: ', 'fair (assumed)') }],
    [
      'said to be taken for so in another sentence',
      { tells: orElse('Outlook: fair. The weather could not be read.') },
    ],
    [
      'in another field',
      { weather: wind, tells: (it) => ({ wind: it?.['kmh'] ?? 0, missing: it ? [] : ['wind'] }) },
    ],
    ['advice', { tells: tells('Outlook: ', 'please look at the forecast yourself') }],
    ['advice in few words', { tells: tells('Outlook: ', 'see the board') }],
    ['Rat', { tells: tells('Wetter: ', 'bitte selbst nachsehen') }],
    ['another sentence', { tells: orElse('Take a coat along.') }],
    [
      'the word in another sentence',
      { tells: orElse('The sky guide is by the door.', 'The sky will be ') },
    ],
    [
      'an earlier one with its age',
      {
        weather: turning(),
        tells: keeping((last) => `Outlook: ${last}, 5 minutes old.`),
        said: 'degraded',
      },
    ],
    [
      'an earlier one that may serve',
      { tells: keeping((last) => `Outlook: ${last}.`), weather: turning(), allows: true },
    ],
    [
      'what it sent by itself',
      {
        tells: (it) => `Your room is ${of(it, 'outlook', 'dry')}.`,
        sends: (it) => ({ room: of(it, 'outlook', 'dry') }),
      },
    ],
    [
      'what it was asked',
      { input: 'Two nights, in sunshine', tells: tells('Outlook: ', 'sunshine') },
    ],
    [
      'a sum of what is left',
      { weather: wind, tells: (it) => ({ total: 10 + Number(it?.['kmh'] ?? 0) }) },
    ],
    [
      'how often it tried',
      { weather: () => ({ level: 2 }), tells: (it) => `Booked after ${it ? 2 : 3} tries.` },
    ],
    [
      'drawn anew, and told',
      {
        weather: drawn,
        tells: tells('Outlook: ', 'fair'),
        plan: [refuse({ status: 503 }).at('beds')],
        expected: { effects: {} },
      },
    ],
    [
      'what the expected answer names',
      { tells: tells('Outlook: ', 'rain'), expected: { answer: /BED-.* Outlook: rain/ } },
    ],
    [
      'what none but it may say',
      { tells: tells('Outlook: ', 'fair'), expected: { wrong: /Outlook: (?!rain|fair)/ } },
    ],
  ])('is none: %s', async (_, hut) => {
    const { result, reason } = await judged(hut);
    expect(reason).not.toContain('by that reply');
    expect(result, reason).toBe('pass');
  });
});

/** A weather that is another each time. */
function turning(): () => object {
  const outlooks = ['rain', 'snow', 'rain', 'fog', 'rain'];
  return () => ({ outlook: outlooks.shift() ?? 'hail' });
}

/** Tells what was told last, in other words. */
function keeping(words: (last: string) => string): Hut['tells'] {
  let last = '';
  return (weather) => {
    last = weather ? of(weather, 'outlook', '') : last;
    return weather ? `Outlook: ${last}.` : words(last);
  };
}
