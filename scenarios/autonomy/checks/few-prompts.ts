import { check, failed, passed, unknown, type Checker } from '../../../index.ts';
import { fieldsOf, duringOf } from './deeds.ts';

/** Each task of the fault phase asks `point` at most `most` times, and about these tools only. */
export function fewPrompts(point: string, most: number, tools: readonly string[]): Checker {
  return check('few-prompts', (trace) => {
    let total = 0;
    for (const { id, calls } of duringOf(trace)) {
      const prompts = calls.filter(({ start }) => start.point === point);
      total += prompts.length;
      const idle = prompts.filter(
        ({ start }) => !tools.includes(fieldsOf(start.input)['tool'] ?? ''),
      );
      if (idle.length === 0 && prompts.length <= most) continue;
      const what = idle.length > 0 ? 'asked about what can be undone' : 'asked too often';
      return failed(
        `task ${id}: ${what} (${prompts.length} prompts, ${most} allowed, ${idle.length} idle)`,
        prompts.map(({ start }) => start.seq),
        `few-prompts: ${what}`,
      );
    }
    return total > 0 ? passed : unknown(`${point} was never asked`);
  });
}
