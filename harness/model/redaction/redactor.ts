import type { Event, Happening } from '../trace/trace.ts';
import { keepLatest } from '../recent.ts';
import { finder, type Finder } from './finder.ts';
import type { KnownValues } from './known-values.ts';
import { isTelling, markOf } from './mark.ts';
import { withoutSecrets, type Learning, type Rules, type Walker } from './walk.ts';

/**
 * Replaces the secrets in what one run keeps. Equal secrets get equal words, so that equal values
 * stay equal, and checks judge as before.
 */
export interface Redactor {
  /** The same object where there is no secret in it. */
  readonly happening: <H extends Happening>(happening: H) => H;
  readonly text: (text: string) => string;
  /** Lines of output, of which a secret may take several. */
  readonly lines: (lines: readonly string[]) => readonly string[];
  /** The same error, its words without secrets. */
  readonly error: (error: unknown) => unknown;
  /** Adds secrets, such as those that the agent was given. */
  readonly learn: (known: KnownValues) => void;
  /** The events once all is known: what a field's name gave away may stand elsewhere in earlier ones. */
  readonly settled: (events: readonly Event[]) => readonly Event[];
}

/**
 * Makes redactors by the same rules, one for each run. One that serves without end learns without end:
 * of more than `most` secrets it remembers the half that was met last.
 */
export function redaction(rules: Rules, most = Infinity): () => Redactor {
  const walkerFor = withoutSecrets(rules);
  return () => redactor(walkerFor, most);
}

/** How many secrets one remembers that serves without end. */
export const mostWhileServing = 2_000;

function redactor(walkerFor: (at: Learning) => Walker, most: number): Redactor {
  const learnt = new Map<string, string>();
  // Most runs give no secret away.
  let found: Finder | null = null;
  const note = (value: string, given?: string) => {
    if (!isTelling(value)) return;
    const known = learnt.get(value);
    const word = known ?? given ?? markOf(value);
    // What is met again stands last.
    learnt.delete(value);
    learnt.set(value, word);
    if (known !== undefined) return;
    if (learnt.size > most) {
      keepLatest(learnt, Math.ceil(most / 2));
      found = finder(learnt);
    } else {
      found ??= finder();
      found.add(value, word);
    }
  };
  const later = (text: string) => found?.replaced(text) ?? text;
  const { text, fields } = walkerFor({ note: (value) => note(value), later });
  return {
    happening: fields,
    text,
    lines: (lines) => {
      const whole = lines.join('\n');
      const kept = text(whole);
      return kept === whole ? lines : kept.split('\n');
    },
    error: (error) => {
      const seen = new Set<unknown>();
      // A test runner prints the causes as well.
      for (let one = error; one instanceof Error && !seen.has(one); one = one.cause) {
        seen.add(one);
        for (const name of ['message', 'stack', 'expected', 'got', 'fix', 'body'] as const) {
          const words: unknown = Reflect.get(one, name);
          if (typeof words === 'string') Reflect.set(one, name, text(words));
        }
      }
      return error;
    },
    learn: (known) => {
      for (const [value, word] of known) note(value, word);
    },
    settled: (events) => (found === null ? events : events.map((event) => fields(event))),
  };
}
