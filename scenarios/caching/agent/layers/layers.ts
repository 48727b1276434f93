import { answers, type Answers } from './answers.ts';
import { plans, type Plans } from './plans.ts';
import { prefixes, type Prefixes } from './prefix.ts';
import { results, type Results } from './results.ts';
import type { Safeguards } from '../safeguards.ts';
import { generations, type Generations } from '../scope.ts';
import { sessions, type Sessions } from './sessions.ts';
import { redisStore } from './store.ts';
import { versions, type Versions } from './versions.ts';

/** Everything that is kept: five layers, and what tells whether they are still right. */
export interface Layers {
  readonly sessions: Sessions;
  readonly answers: Answers;
  readonly plans: Plans;
  readonly prefixes: Prefixes;
  readonly results: Results;
  readonly generations: Generations;
  readonly versions: Versions;
  /** Connects to what they are kept in, if it can. */
  readonly warmUp: () => Promise<void>;
}

/** The layers over the Redis at `host:port`, where every key starts with `prefix`. */
export function layersAt(address: string, prefix: string, safeguards: Safeguards): Layers {
  const store = redisStore(address, prefix);
  const current = versions(store);
  return {
    sessions: sessions(store, safeguards),
    answers: answers(store, current, safeguards),
    plans: plans(store, safeguards),
    prefixes: prefixes(safeguards),
    results: results(store, current, safeguards),
    generations: generations(store),
    versions: current,
    warmUp: store.warmUp,
  };
}
