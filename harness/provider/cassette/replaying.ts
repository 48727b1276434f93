import type { Cassette, RecordedFrame, Take } from '../../model/cassette.ts';
import { HarnessError } from '../../model/error.ts';
import type { Frame, Reply } from '../../model/reply.ts';
import type { Pace } from '../dialects/dialect.ts';
import type { Asking, ReplySource } from '../source.ts';
import { nearestWords } from './nearest.ts';
import { keyedRequest } from './recorded-request.ts';
import { reissued } from './reissued.ts';

/** What a replay needs beside the cassette. */
export interface ReplayingOptions {
  /** Answers what was not recorded; `error` says so, with the nearest entry and what differs. */
  readonly onMiss: (asking: Asking, error: HarnessError) => Promise<Reply> | Reply;
  /** The pace of replies; as they came where absent. */
  readonly pace?: Pace;
}

/**
 * The replies of a cassette. A request that was recorded several times gets the first take at its first
 * attempt, the second at its second, and the last from then on; the ids in it are new each time, as a real
 * provider's are.
 */
export function replaying({ entries }: Cassette, options: ReplayingOptions): ReplySource {
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  return async (asking) => {
    const { at, as } = asking;
    const asked = keyedRequest(asking, at.call.incoming);
    const entry = byKey.get(asked.key);
    if (!entry) return await options.onMiss(asking, notRecorded(nearestWords(asked, entries)));
    const nth = at.call.site.attempt + at.delivery - 1;
    const take = entry.takes[Math.min(nth, entry.takes.length) - 1] as Take;
    const reply = { ...take, frames: played(take, options.pace) };
    return asking.asked.kind === 'chat' ? reissued(reply, as.requestId) : reply;
  };
}

function notRecorded(words: string): HarnessError {
  return new HarnessError('not-recorded', {
    expected: 'a request that the cassette has a reply for',
    got: words,
    fix: 'Record it anew, or let a miss be answered: by a script, or by an upstream (--on-miss pass).',
  });
}

function played({ frames }: Take, pace: Pace | undefined): readonly Frame[] {
  return frames.map((frame, index) => ({
    afterMs: pace ? (index === 0 ? pace.firstMs : pace.gapMs) : frame.afterMs,
    data: dataOf(frame),
  }));
}

function dataOf(frame: RecordedFrame): Frame['data'] {
  return 'data' in frame ? frame.data : Buffer.from(frame.base64, 'base64');
}
