import type { EventLog } from './event-log.ts';
import type { ApiReply } from './reply.ts';

/**
 * The events as a stream of lines of JSON that goes on until either side ends it. A reader that
 * falls behind by `maxBehindBytes` is dropped: it may come back with the number of the last event
 * it has seen.
 */
export function eventStream(
  log: EventLog,
  since: number,
  maxBehindBytes: number = 1 << 20,
): ApiReply {
  return {
    stream: (response) => {
      response.socket?.setTimeout(0);
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.flushHeaders();
      const unfollow = log.follow((line) => {
        if (response.writableLength > maxBehindBytes) response.destroy();
        else response.write(line);
      }, since);
      response.once('close', unfollow);
    },
  };
}
