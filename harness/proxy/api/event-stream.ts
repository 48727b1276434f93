import type { EventLog } from './event-log.ts';
import type { ApiReply } from './reply.ts';

/**
 * Streams events as lines of JSON until either side ends the stream. A reader that falls behind by
 * `maxBehindBytes` is dropped, and may resume from the number of its last event.
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
