import { lifetime } from './lifetime.ts';
import type { Question } from '../request.ts';
import type { Safeguards } from '../safeguards.ts';
import { short } from '../scope.ts';
import type { Store } from './store.ts';

/** What a conversation was last about, so that "it" can be said of it; each throws `CacheDown`. */
export interface Sessions {
  /** The question's words, with "it" named. */
  readonly resolve: (question: Question) => Promise<string>;
  /** Notes what these words are about. */
  readonly note: (question: Question, text: string) => Promise<void>;
}

const product = /\bP\d+\b/;
const pronoun = /\bit\b/i;

/** Sessions on file in the cache. */
export function sessions(store: Store, safeguards: Safeguards): Sessions {
  const keyOf = ({ tenant, session }: Question) =>
    `session:${short(safeguards.separatesCallers ? [tenant, session] : [session])}`;
  return {
    resolve: async (question) => {
      const { text } = question;
      if (product.test(text) || !pronoun.test(text)) return text;
      const last = await store.use((redis) => redis.get(keyOf(question)));
      return last === null ? text : text.replace(pronoun, last);
    },
    note: async (question, text) => {
      const [about] = product.exec(text) ?? [];
      if (about === undefined) return;
      const PX = lifetime(safeguards.shieldsModel);
      await store.use((redis) => redis.set(keyOf(question), about, { PX }));
    },
  };
}
