import { check, failed, passed, unknown, type Checker } from '../../../index.ts';
import { isFull, isStruckBeside, isWithdrawn, questionsOf } from './questions.ts';

/**
 * Where some of those who asked a question leave, the others are answered in full; where all leave, the
 * call at `point` is given up.
 */
export function outlivesLeader(point: string): Checker {
  return check('outlives-leader', (trace) => {
    const left = questionsOf(trace, point).filter(({ askers }) => askers.some(isWithdrawn));
    for (const { text, askers, calls } of left) {
      const staying = askers.filter((task) => !isWithdrawn(task));
      const stranded = staying.find((task) => !isFull(task) && !isStruckBeside(task, point));
      if (stranded) {
        const what = 'was not answered, though another had left and not it';
        const seqs = [stranded.end?.seq ?? stranded.start.seq];
        return failed(`task ${stranded.id} ${what}`, seqs, `outlives-leader: a task ${what}`);
      }
      const lastSeq = Math.max(...askers.flatMap(({ hits }) => hits.map(({ seq }) => seq)));
      const idle = calls.find(({ end }) => end?.outcome === 'replied' && end.seq > lastSeq);
      if (staying.length > 0 || !idle) continue;
      const what = 'a call went on to its end though nobody waited';
      return failed(`"${text}": ${what}`, [idle.end?.seq ?? 0], `outlives-leader: ${what}`);
    }
    return left.length > 0 ? passed : unknown('nobody left before the end');
  });
}
