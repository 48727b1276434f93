import { describe, expect, it } from 'vitest';
import { discloses } from '../../discloses.ts';
import { traceBuilder, type CallSteps, type TraceBuilder } from '../../trace-builder.ts';
import { outcomesOf } from '../outcome-of.ts';
import { readTasks } from '../tasks.ts';
import { toldInPart } from './told-in-part.ts';

const whole = (nonce: string) => `The mine is ${nonce} deep. It is closed.`;
const turn = (text: string) => ({ text, toolCalls: [], finish: 'stop' });
const [before, during] = [whole('DP-0k3f9x2a'), whole('DP-1zzzzzz1')];
const cut: CallSteps = { hit: 0, outcome: 'broken', truth: turn(during) };

/** A task that is answered without faults, if at all. */
const peace = (answer: unknown, said = before) =>
  traceBuilder()
    .phase('baseline')
    .task('a', { input: 'q' })
    .call('model', 'chat', { meaning: turn(said) })
    .answer(answer);
/** The same task, of which the model's reply comes cut. */
const struck = (told: TraceBuilder, how: CallSteps = cut) =>
  told.phase('fault').task('b', { input: 'q' }).call('model', 'chat', how);
const usual = (of = (text: string): unknown => text) => struck(peace(of(before)));
const asked = {
  hit: 0,
  outcome: 'broken',
  truth: { note: 'closed since spring', cm: 212 },
} as const;
const toolTold = (answer: unknown) =>
  traceBuilder()
    .phase('baseline')
    .task('a', { input: 'q' })
    .call('flights', 'GET /', { meaning: { note: 'closed since autumn', cm: 208 } })
    .answer({ say: 'It is closed since autumn, 208 cm.' })
    .phase('fault')
    .task('b', { input: 'q' })
    .call('flights', 'GET /', asked)
    .answer(answer);

type Result = 'sure' | 'unsure' | 'none';
const result = (told: TraceBuilder): Result => {
  const records = readTasks(told.trace());
  const task = records.tasks.findLast(({ role }) => role === 'during');
  const part = task && toldInPart(records)(task);
  return part ? (part.sure ? 'sure' : 'unsure') : 'none';
};

describe('a text that is a part of a reply that did not come whole', () => {
  it.each<[string, TraceBuilder]>([
    ['is the whole answer', usual().answer('The')],
    ['ends in the midst of a nonce', usual().answer('The mine is DP-1zz')],
    ['ends with a sentence', usual().answer('The mine is DP-1zzzzzz1 deep.')],
    ['lacks a piece within', usual().answer('The mine is deep. It is closed.')],
    ['is a field', usual((text) => ({ id: 1, text })).answer({ id: 1, text: 'The mine' })],
    [
      'is a field that says so only by a number',
      usual((text) => ({ text })).answer({ text: 'The', tries: 2 }),
    ],
    [
      'stands in a frame',
      usual((text) => `Dear DP-2aaaaaa2: ${text} Yours`).answer('Dear DP-3aaaaaa3: The mine Yours'),
    ],
    [
      'is told though the whole came later',
      usual()
        .call('model', 'chat', { meaning: turn(during) })
        .answer('The'),
    ],
    [
      'is all that came before the agent left',
      struck(peace(before), {
        hit: 0,
        outcome: 'left',
        firstByteMs: 1,
        meaning: turn(during),
      }).answer('The'),
    ],
    [
      'came as if it were all',
      struck(peace(before), {
        hit: 0,
        meaning: turn('The'),
        truth: turn(during),
        taint: 'filter',
      }).answer('The'),
    ],
    [
      'is a value of JSON',
      struck(peace({ sum: 'all is well' }, '{"sum":"all is well"}'), {
        ...cut,
        truth: turn('{"sum":"all is lost"}'),
      }).answer({ sum: 'all is' }),
    ],
    ['is a word of a tool', toolTold({ say: 'It is closed since spr, 208 cm.' })],
    [
      'is by the effects all that was asked',
      usual().call('flights', 'POST /book', { makes: 'BK-1' }).answer('The'),
    ],
  ])('is told for sure where it %s', (_, told) => {
    expect(result(told)).toBe('sure');
    expect(discloses().judge(told.trace()).result).toBe('fail');
  });

  it.each<[string, TraceBuilder]>([
    ['nothing shows what is usual', struck(traceBuilder()).answer('The mine')],
    ['another field is new', usual((text) => ({ text })).answer({ text: 'The', note: 'cut' })],
    [
      'a flag differs',
      usual((text) => ({ text, whole: true })).answer({ text: 'The', whole: false }),
    ],
    ['it is usual to write it anew', struck(peace('THE MINE')).answer('The mine')],
    ['it is shorter than usual', struck(peace('The mine is DP-0k3f9x2a')).answer('The mine')],
    ['it lacks a piece of the usual', struck(peace('The mine is')).answer('mine is')],
  ])('is in doubt where %s', (_, told) => {
    expect(result(told)).toBe('unsure');
    expect(discloses().judge(told.trace())).toMatchObject({
      result: 'unknown',
      reason: expect.stringContaining('expect.answer'),
    });
    expect(outcomesOf(told.trace()).at(-1)?.outcome).toBe('recovered');
  });

  it.each<[string, TraceBuilder]>([
    [
      'the whole is told',
      usual()
        .call('model', 'chat', { meaning: turn(during) })
        .answer(during),
    ],
    ['what was cut is told whole', usual().answer(during)],
    [
      'a later true reply says just that',
      usual()
        .call('model', 'chat', { meaning: turn('The') })
        .answer('The'),
    ],
    ['it says that it is less', usual().answer('The', 'degraded')],
    ['the words go on', usual().answer('The mine … (the rest did not come)')],
    ['it is right', usual().answer('The', 'full', true)],
    ['it is something else', usual().answer('Nobody knows.')],
    ['it is nothing', usual().answer('')],
    [
      'the agent shortens it as usual',
      struck(peace('The mine is DP-0k3f9x2a')).answer('The mine is DP-1zzzzzz1'),
    ],
    ['the agent always shortens it', struck(peace('The mine')).answer('The mine is')],
    ['it is so without the cut, too', struck(peace({ state: 'The' })).answer({ state: 'The' })],
    [
      'it is an id that another one begins with',
      struck(traceBuilder(), { ...cut, truth: turn('trip-1-hotel') }).answer('trip-1'),
    ],
    ['the input says it', struck(traceBuilder()).answer('q')],
    [
      'the reply failed',
      struck(peace(before), { hit: 0, outcome: 'failed', meaning: turn(during) }).answer('The'),
    ],
    ['the cut reply came after', usual().answer('x').call('model', 'chat', cut)],
    ['what is told was whole', toolTold({ say: 'It is closed since spring, 212 cm.' })],
  ])('is not told where %s', (_, told) => {
    expect(result(told)).toBe('none');
    expect(discloses().judge(told.trace()).result).not.toBe('fail');
  });

  it('makes an answer silently wrong, and says what it left out', () => {
    const told = usual().answer('The mine').trace();
    expect(outcomesOf(told).at(-1)?.outcome).toBe('silently-wrong');
    expect(discloses().judge(told)).toMatchObject({
      reason: `task b answers as if in full with "The mine", a part of what a reply of model that did not come whole would have said: "${during}"`,
      signature: 'discloses: a full answer tells a part of a reply of model as the whole',
      evidence: [9, 10],
    });
  });
});

describe('such a text that meets the expected pattern', () => {
  const right = (shouldSay: string) => {
    const told = usual().answer('The mine is', 'full', true).trace();
    const events = told.events.map((one) =>
      one.kind === 'task.start' ? { ...one, shouldSay } : one,
    );
    return { ...told, events };
  };

  it.each(['/mine/', '/^The mine/', '/the mine|closed/i'])('is in doubt by %s', (pattern) => {
    expect(discloses().judge(right(pattern))).toMatchObject({
      result: 'unknown',
      reason: expect.stringContaining('an expect.answer that only the whole meets'),
    });
    expect(outcomesOf(right(pattern)).at(-1)?.outcome).toBe('recovered');
  });

  it.each(['/^The mine is$/', '"The mine is"', 'what a function accepts'])(
    'is right by %s',
    (pattern) => {
      expect(discloses().judge(right(pattern)).result).not.toBe('unknown');
      expect(discloses().judge(right(pattern)).result).not.toBe('fail');
    },
  );
});
