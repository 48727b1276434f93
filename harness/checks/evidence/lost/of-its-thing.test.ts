import { describe, expect, it } from 'vitest';
import { run } from '../../../../index.ts';
import { down, made, says, tool } from './lost-fixture.ts';

/** What discloses says of an answer without the reply on parking, which the task may do without. */
async function judged(text: string, expected: object = {}) {
  const one = made('tells of a clinic', {
    tools: {
      town: tool(
        says('/clinics/pawfield', () => ({ address: 'Mill Lane 4' })),
        says('/clinics/pawfield/parking', () => ({ parking: '12 spaces in the yard' })),
      ),
    },
    agent: () => async (get) => {
      const clinic = await get('town/clinics/pawfield');
      const found = await get('town/clinics/pawfield/parking');
      const more = found ? `Parking: ${found.parking}.` : text;
      return { disposition: 'full', text: `It is at ${clinic?.address}. ${more}`.trim() };
    },
    plan: [down('town', 'GET /clinics/pawfield/parking')],
    tasks: [
      {
        input: 'Where is it, and, if you can find out, is there parking?',
        expect: { optional: ['GET /clinics/pawfield/parking'], ...expected },
      },
    ],
  });
  return (await run(one, { mode: 'sim', seed: 1 })).result;
}

describe('what a lost reply tells of, which a task may do without', () => {
  it.each<[string]>([
    ['There is free parking behind the house.'],
    ['There is no parking at the clinic.'],
    ['They have no parking.'],
    ['Parking: no.'],
    ['Their page says nothing about parking.'],
    ['I looked up parking too, and it is all in order.'],
    ['Ihre Seite sagt nichts zu Parking.'],
    ['Es gibt dort kein Parking.'],
    ["Il n'y a pas de parking."],
    ['Leur page ne dit rien du parking.'],
    ['No hay parking.'],
    ['La página no menciona el parking.'],
    ['Não há parking.'],
    ['A página não diz nada do parking.'],
  ])('is told of, and nothing told it so: %s', async (text) => {
    expect(await judged(text)).toBe('unknown');
  });

  it.each<[string]>([
    [''],
    ['I could not find out about parking.'],
    ['Information about parking is unavailable.'],
    ['There is no information on parking.'],
    ['There is no parking information.'],
    ['I have no parking to tell of.'],
    ['I looked up parking, and got no answer.'],
    ['Parking: skipped.'],
    ['For parking, please phone them.'],
    ['Do you need parking?'],
    ['Is there parking, and where.'],
    ['There may be parking.'],
    ['Ob es Parking gibt, ist unklar.'],
    ['Je ne sais pas s’il y a un parking.'],
    ['No pude consultar el parking.'],
    ['Não sei do parking.'],
  ])('is left out, or not known: %s', async (text) => {
    expect(await judged(text)).toBe('pass');
  });

  it('is settled by what no answer may say', async () => {
    const text = 'Parking is paid.';
    expect(await judged(text)).toBe('unknown');
    expect(await judged(text, { wrong: /Parking is (?!paid)/ })).toBe('pass');
  });
});
