import {
  check,
  eventsOf,
  failed,
  passed,
  readTasks,
  unknown,
  type Checker,
} from '../../../index.ts';
import { seqsOf, servedInStorm } from './served.ts';

/** What goes through to the model while caches are away. */
interface Allowance {
  readonly point: string;
  /** Requests at once, and how many more a second. */
  readonly burst: number;
  readonly perSecond: number;
  readonly callsPerRequest: number;
}

/**
 * Whatever becomes of the caches in the storm, no request fails, those that are not answered are
 * told to come back, some are answered; and the model gets no more calls than it is allowed.
 */
export function failsOpen({ point, burst, perSecond, callsPerRequest }: Allowance): Checker {
  return check('fails-open', (trace) => {
    const served = servedInStorm(trace);
    const broken = served.find(({ reply }) => !['full', 'busy'].includes(reply.status));
    if (broken) {
      const what = `"${broken.question.text}" came to ${broken.reply.status}: ${broken.reply.text}`;
      return failed(what, seqsOf(broken), `fails-open: a request came to ${broken.reply.status}`);
    }
    const isAnswered = served.some(({ reply }) => reply.status === 'full');
    if (served.length > 0 && !isAnswered) {
      return failed('nobody was answered', seqsOf(served[0]!), 'fails-open: nobody was answered');
    }
    const storm = readTasks(trace).tasks.filter(({ phase }) => phase === 'storm');
    const calls = storm.flatMap((task) => task.calls).filter(({ start }) => start.point === point);
    const last = calls.at(-1)?.start;
    const began = eventsOf(trace, 'phase').find(({ phase }) => phase === 'storm');
    if (!last || !began) return unknown(`no call reached ${point} in the storm`);
    const seconds = (last.atMs - began.atMs) / 1000;
    const most = Math.floor(burst + perSecond * seconds) * callsPerRequest;
    if (calls.length <= most) return passed;
    return failed(
      `${calls.length} calls reached ${point} in the storm, ${most} allowed`,
      calls.slice(most).map(({ start }) => start.seq),
      `fails-open: more calls at ${point} than it may get`,
    );
  });
}
