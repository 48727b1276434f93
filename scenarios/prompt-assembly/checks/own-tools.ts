import { check, failed, passed, readTasks, unknown, type Checker } from '../../../index.ts';
import { staff } from '../world-staff.ts';
import { heldIn } from './held.ts';
import { sentDuring, toolNames } from './sent.ts';

/**
 * Each prompt of the fault phase offers its user's own tools, each name once, from its first turn
 * to its last, while other requests are under way. `toolsOf` says which tools a permission opens.
 */
export function ownTools(toolsOf: Readonly<Record<string, readonly string[]>>): Checker {
  return check('own-tools', (trace) => {
    const held = heldIn(trace, 'entitlements', staff);
    const first = new Map<string, string>();
    const sent = sentDuring(trace);
    for (const one of sent) {
      const { task, message, call } = one;
      const names = toolNames(one);
      const may = [...held(message.user, call.start.seq)].flatMap((its) => toolsOf[its] ?? []);
      const before = first.get(task) ?? names.join();
      first.set(task, before);
      const what = wrongWith(names, may, before);
      if (what === null) continue;
      const reason = `task ${task}: ${message.user} was offered ${names.join(', ') || 'nothing'}`;
      return failed(`${reason}: ${what}`, [call.start.seq], `own-tools: ${what}`);
    }
    return isAtOnce() ? passed : unknown('no two requests were under way at once');

    function isAtOnce(): boolean {
      const during = readTasks(trace).tasks.filter(({ role }) => role === 'during');
      const ids = new Set(sent.map(({ task }) => task));
      return during.some(({ id, start }, n) => {
        const next = during[n - 1];
        return ids.has(id) && next?.end !== undefined && (next.end?.seq ?? Infinity) > start.seq;
      });
    }
  });
}

function wrongWith(
  names: readonly string[],
  may: readonly string[],
  before: string,
): string | null {
  if (new Set(names).size < names.length) return 'a name twice';
  if (names.some((name) => !may.includes(name))) return "another's tools";
  return names.join() === before ? null : 'other tools than at its first turn';
}
