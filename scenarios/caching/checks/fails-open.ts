import {
  check,
  eventsOf,
  failed,
  passed,
  readTasks,
  unknown,
  type Checker,
} from '../../../index.ts';
import { seqsOf, servedDuring } from './served.ts';

/** What goes through to the model while caches are away. */
interface Allowance {
  readonly point: string;
  /** Requests at once, and how many more a second. */
  readonly burst: number;
  readonly perSecond: number;
  readonly callsPerRequest: number;
}

/**
 * Whatever becomes of the caches in the fault phase, no request fails, those that are not answered
 * are told to come back, some are answered; and the model gets no more calls than it is allowed.
 */
export function failsOpen({ point, burst, perSecond, callsPerRequest }: Allowance): Checker {
  return check('fails-open', (trace) => {
    const served = servedDuring(trace);
    const broken = served.find(({ reply }) => !['full', 'busy'].includes(reply.status));
    if (broken) {
      const what = `"${broken.question.text}" came to ${broken.reply.status}: ${broken.reply.text}`;
      return failed(what, seqsOf(broken), `fails-open: a request came to ${broken.reply.status}`);
    }
    const isAnswered = served.some(({ reply }) => reply.status === 'full');
    if (served.length > 0 && !isAnswered) {
      return failed('nobody was answered', seqsOf(served[0]!), 'fails-open: nobody was answered');
    }
    const during = readTasks(trace).tasks.filter(({ role }) => role === 'during');
    const calls = during.flatMap((task) => task.calls).filter(({ start }) => start.point === point);
    const last = calls.at(-1)?.start;
    const began = eventsOf(trace, 'phase').find(({ role }) => role === 'during');
    if (!last || !began) return unknown(`no call reached ${point} in the fault phase`);
    const seconds = (last.atMs - began.atMs) / 1000;
    const most = Math.floor(burst + perSecond * seconds) * callsPerRequest;
    if (calls.length <= most) return passed;
    return failed(
      `${calls.length} calls reached ${point} in the fault phase, ${most} allowed`,
      calls.slice(most).map(({ start }) => start.seq),
      `fails-open: more calls at ${point} than it may get`,
    );
  });
}
