import { mentions } from '../mentions.ts';
import { argumentsOf } from '../scalars.ts';
import type { TaskCall } from '../tasks.ts';

/** The arguments of calls that may name a thing: no flags, no single letters, no paths. */
export function namesOf(calls: readonly TaskCall[]): readonly string[] {
  const all = calls.flatMap((call) => argumentsOf(call).map(({ text }) => text.toLowerCase()));
  return [...new Set(all)].filter(
    (text) => text.length > 1 && text.length <= 60 && !/^(true|false|null|none)$|\//.test(text),
  );
}

/** Whether an argument of a call is this name, or holds it. */
export function hasName(call: TaskCall, name: string): boolean {
  return argumentsOf(call).some(({ text }) => mentions(text.toLowerCase(), name));
}
