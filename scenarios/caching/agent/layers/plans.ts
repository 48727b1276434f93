import { z } from 'zod';
import type { Said } from '../chat.ts';
import { readEntry } from './entry.ts';
import { lifetime } from './lifetime.ts';
import type { Safeguards } from '../safeguards.ts';
import { plain, short, type Scope } from '../scope.ts';
import type { Args, Manifest } from '../shop.ts';
import type { Store } from './store.ts';

/** One call that a plan makes. */
export interface Step {
  readonly tool: string;
  readonly args: Args;
}

/** The calls that a question needs, in order. */
export type Plan = readonly Step[];

/** Plans that were made before for the same words; each throws `CacheDown`. */
export interface Plans {
  readonly find: (scope: Scope, manifest: Manifest, text: string) => Promise<Plan | null>;
  readonly keep: (scope: Scope, manifest: Manifest, text: string, plan: Plan) => Promise<void>;
}

const argsSchema = z.record(z.string(), z.unknown());
const planSchema = z.array(z.object({ tool: z.string(), args: argsSchema })).max(8);

/** Plans on file in the cache. */
export function plans(store: Store, safeguards: Safeguards): Plans {
  const keyOf = (scope: Scope, manifest: Manifest, text: string) => {
    const madeFor = safeguards.bindsPlans ? short([manifest]) : 'any';
    return `plan:${scope}:${madeFor}:${short([plain(text)])}`;
  };
  return {
    find: async (scope, manifest, text) => {
      const kept = await store.use((redis) => redis.get(keyOf(scope, manifest, text)));
      return readEntry(planSchema, kept);
    },
    keep: async (scope, manifest, text, plan) => {
      const PX = lifetime(safeguards.shieldsModel);
      const key = keyOf(scope, manifest, text);
      await store.use((redis) => redis.set(key, JSON.stringify(plan), { PX }));
    },
  };
}

/** The plan in what the model said; null where its calls do not fit the tools. */
export function planIn({ calls }: Said, { tools }: Manifest): Plan | null {
  const steps = calls.map(({ name, args }) => {
    const spec = tools.find((tool) => tool.name === name);
    const given = readEntry(argsSchema, args);
    if (!spec || !given) return null;
    const names = Object.keys(spec.params);
    const fits =
      Object.keys(given).length === names.length &&
      names.every((param) => isA(spec.params[param], given[param]));
    return fits ? { tool: name, args: given } : null;
  });
  return steps.every((step) => step !== null) ? steps : null;
}

function isA(type: 'string' | 'integer' | undefined, value: unknown): boolean {
  return type === 'integer' ? Number.isSafeInteger(value) : typeof value === 'string';
}
