import { jsonOrText } from '../model/json/parsed-json.ts';
import type { Surroundings } from '../model/point.ts';
import { isFailed, textOf, type Reply } from '../model/reply.ts';
import type { Answering } from './dialects/dialect.ts';
import { valuesIn } from './dialects/hear.ts';
import type { KeptReplies } from './kept-replies.ts';
import type { Understood } from './understanding.ts';

/** A request that a provider answers from elsewhere than its script. */
export interface Asking extends Understood {
  readonly at: Surroundings;
  readonly as: Answering;
  /** The reply of the provider's script. */
  readonly scripted: () => Reply;
}

/** Where the replies of a provider come from in place of its script: an upstream, or a cassette. */
export type ReplySource = (asking: Asking) => Promise<Reply>;

/** The reply with its meaning, as the dialect of its request reads it; a live one has it once it is over. */
export function heardReply(reply: Reply, seen: Understood, keep: KeptReplies['keep']): Reply {
  if (reply.meaning !== undefined) return reply;
  if (!reply.live) return meant(reply, seen, keep);
  const { pieces, soFar } = reply.live;
  return { ...reply, live: { pieces, soFar: () => meant(soFar(), seen, keep) } };
}

/** A turn that has not come to its end has no meaning; of what is no turn nobody asks for one. */
function meant(reply: Reply, { asked, dialect }: Understood, keep: KeptReplies['keep']): Reply {
  if (isFailed(reply)) return { ...reply, meaning: jsonOrText(textOf(reply)) };
  if (asked.kind !== 'chat' || !dialect.hear) return { ...reply, meaning: null };
  const heard = dialect.hear(valuesIn(reply));
  if (heard === null) return reply;
  if (heard.keeps) keep(heard.keeps(asked.chat));
  const { turn, tokens, outputTokens } = heard;
  return { ...reply, meaning: turn, tokens, outputTokens };
}
