import { openMessages } from '../http/http-messages.ts';
import { nodeHttp } from '../http/node-http.ts';
import { toxicKind, type ToxicKind } from '../toxic-kind.ts';

/**
 * Answers HTTP/1.1 requests itself. Upstream, the server never hears of them; downstream, the server
 * has acted, and its reply is replaced by this one. `headers` are lines of `name: value`. The
 * connection stays open. A client that pipelines may get such an answer before earlier ones.
 */
export const httpReply: ToxicKind = toxicKind({
  type: 'http_reply',
  says: 'answers HTTP requests itself',
  attributes: {
    status: { initial: 503, least: 200, most: 599 },
    headers: { initial: '' },
    body: { initial: '' },
  },
  beyond: true,
  problem: ({ headers }) => {
    const wrong = lines(headers).find((line) => !/^[\w!#$%&'*+.^`|~-]+:[ \t]*[^\r\n]*$/.test(line));
    if (wrong !== undefined) return `headers must be lines of name: value, unlike '${wrong}'`;
    return /^(content-length|transfer-encoding):/im.test(headers)
      ? 'headers must leave the length to the toxic'
      : null;
  },
  stage: (reply, outlet) => {
    const messages = openMessages();
    const answer = (head: string, isLast: boolean) =>
      outlet.reply(Buffer.from(replyText(reply, head.startsWith('HEAD '), isLast)));
    return {
      take: (item) => {
        if (item === 'end') return outlet.emit(item);
        for (const { data, message, isFirst, isLast } of messages.split(item.data)) {
          const part = { data, readMs: item.readMs };
          if (!message) {
            outlet.emit(part);
            continue;
          }
          outlet.strike();
          outlet.drop(part);
          // Who asks whether to send a body sends none after such an answer: what comes next
          // could not be told from it.
          const isAsking = !isLast && /^expect:/im.test(message.head());
          if (outlet.stream === 'downstream' ? isFirst : isLast || isAsking) {
            answer(message.head(), isAsking);
          }
          if (isAsking) outlet.close();
        }
      },
      release: () => [],
    };
  },
});

interface Reply {
  readonly status: number;
  readonly headers: string;
  readonly body: string;
}

function replyText({ status, headers, body }: Reply, isHead: boolean, isLast: boolean): string {
  const hasNoBody = status === 204 || status === 304;
  const head = [
    `HTTP/1.1 ${status} ${nodeHttp.STATUS_CODES[status] ?? 'Unknown'}`,
    ...lines(headers),
    ...(hasNoBody ? [] : [`content-length: ${Buffer.byteLength(body)}`]),
    ...(isLast ? ['connection: close'] : []),
  ];
  return `${head.join('\r\n')}\r\n\r\n${hasNoBody || isHead ? '' : body}`;
}

function lines(headers: string): readonly string[] {
  return headers.split(/\r?\n/).filter((line) => line !== '');
}
