import { HarnessError } from '../model/error.ts';
import { inMs } from '../model/options/duration.ts';
import { isObject } from '../model/json/walk.ts';
import { didYouMean } from '../model/options/nearest.ts';
import { strikeSchema, type Aim, type Target } from '../model/fault/plan.ts';
import { shown } from '../model/options/strict.ts';

/**
 * Checks a target and returns it with its times in ms. Throws `bad-plan` for the first wrong part;
 * `whose` names the strike in the error.
 */
export function checkTarget(given: Aim, whose: string): Target {
  const target = windowInMs(given);
  const strike = { fault: { name: 'any', params: {} }, at: 'any', when: target };
  const parsed = strikeSchema.safeParse(strike);
  const wrong = parsed.success ? backwards(target) : String(parsed.error.issues[0]?.path[1] ?? '');
  if (wrong === undefined) return target;
  const part = (target as Readonly<Record<string, unknown>> | null)?.[wrong];
  throw new HarnessError('bad-plan', {
    expected: `the target of ${whose} to have ${shapes[wrong] ?? allowed}`,
    got: shown(part === undefined ? target : { [wrong]: part }),
    fix: `${misspelt(target)}Correct it, or leave it out to strike every call.`,
  });
}

/** No target yet: it is checked with its window in ms. */
function windowInMs(given: Aim): Target {
  const { ms } = isObject(given) ? given : {};
  return (Array.isArray(ms) ? { ...given, ms: ms.map(inMs) } : given) as Target;
}

const shapes: Readonly<Record<string, string>> = {
  call: '`call` as a label such as "POST /book"',
  calls: '`calls` as the number of a call from 1, or [from, to] with from <= to',
  ms: '`ms` as [from, to] since the fault phase began, such as [0, "2 s"], with 0 <= from <= to',
  from: "`from` as 'first call', with `ms`",
  turn: '`turn` as the number of a turn from 1, or [from, to] with from <= to',
  model: '`model` as the name of a model',
  tool: '`tool` as the name of a tool',
  site: '`site` as { op, attempt } with attempt from 1',
  task: '`task` as the name of a task such as "during-1"',
  chance: '`chance` as a probability from 0 to 1',
};

/** The first name that no target has, with those like it. */
function misspelt(target: unknown): string {
  const names = Object.keys(shapes);
  const wrong = isObject(target) && Object.keys(target).find((name) => !names.includes(name));
  return wrong ? didYouMean(wrong, names) : '';
}

const allowed = `only ${Object.keys(shapes).join(', ')}`;

function backwards({ calls, turn, ms, from }: Target): string | undefined {
  if (typeof calls === 'object' && calls[0] > calls[1]) return 'calls';
  if (typeof turn === 'object' && turn[0] > turn[1]) return 'turn';
  if (from !== undefined && ms === undefined) return 'from';
  return ms !== undefined && ms[0] > ms[1] ? 'ms' : undefined;
}
