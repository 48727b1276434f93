import { describe, expect, it } from 'vitest';
import { exactlyOnce } from '../../exactly-once.ts';
import { never } from '../../never.ts';
import { noOrphans } from '../../no-orphans.ts';
import { traceBuilder } from '../../trace-builder.ts';

const book = 'POST /book';
const undo = 'DELETE /book/:id';
const asked = { makes: 'BK-1', key: 'K-7' };

describe('an effect that the tool only said again', () => {
  const takenBack = traceBuilder()
    .task('a')
    .call('flights', book, asked)
    .call('flights', undo, { undoes: 'BK-1' });

  it('is not made anew by the same key after it was taken back', () => {
    const late = takenBack.call('flights', book, asked).fail();
    expect(noOrphans('flights').judge(late.trace())).toEqual({ result: 'pass' });
  });

  it.each([
    ['another key', { makes: 'BK-1', key: 'K-8' }],
    ['another id', { makes: 'BK-2', key: 'K-7' }],
    ['no key', { makes: 'BK-1' }],
    ['a request that names the id', { ...asked, input: { id: 'BK-1' } }],
  ])('is made anew by %s', (_, how) => {
    const made = takenBack.call('flights', book, how).fail();
    expect(noOrphans('flights').judge(made.trace()).result).toBe('fail');
  });

  const two = (second: typeof asked) =>
    traceBuilder()
      .task('a', { shouldDo: { [book]: 1 } })
      .call('flights', book, asked)
      .answer({ booking: 'BK-1' })
      .task('b', { shouldDo: { [book]: 1 } })
      .call('flights', book, second)
      .answer({ booking: second.makes })
      .trace();
  const wrong = never('silently-wrong');

  it('belongs to who asked first: two tasks with one key have one effect', () => {
    expect(wrong.judge(two(asked))).toMatchObject({
      result: 'fail',
      reason: expect.stringContaining(
        'task b claims success; POST /book is there 0 of 1 times; its key is that of task a',
      ),
    });
    expect(wrong.judge(two({ makes: 'BK-2', key: 'K-8' })).result).toBe('pass');
    expect(exactlyOnce().judge(two(asked)).result).toBe('pass');
  });
});
