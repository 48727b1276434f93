import { check, failed, passed, unknown, type Checker } from '../../../index.ts';
import { staff } from '../world-staff.ts';
import { heldIn } from './held.ts';
import { sentDuring, toolNames, type Sent } from './sent.ts';

/**
 * Each prompt of the fault phase offers only tools that its user may use at that moment, and its
 * text names just these. `toolsOf` says which tools a permission opens.
 */
export function permittedTools(toolsOf: Readonly<Record<string, readonly string[]>>): Checker {
  const known = Object.values(toolsOf).flat();
  return check('permitted-tools', (trace) => {
    const held = heldIn(trace, 'entitlements', staff);
    const sent = sentDuring(trace);
    let withdrawn = 0;
    for (const one of sent) {
      const { message, call, task } = one;
      const may = new Set([...held(message.user, call.start.seq)].flatMap((its) => toolsOf[its]));
      if (known.some((name) => !may.has(name))) withdrawn += 1;
      const what = wrongWith(one, may);
      if (what === null) continue;
      const reason = `task ${task}: ${message.user} was offered ${what}`;
      return failed(reason, [call.start.seq], `permitted-tools: ${what}`);
    }
    return withdrawn > 0 ? passed : unknown('no prompt was for somebody who may not do all');
  });

  function wrongWith(one: Sent, may: ReadonlySet<string | undefined>): string | null {
    const names = toolNames(one);
    const barred = names.find((name) => !may.has(name));
    if (barred !== undefined) return `${barred}, which is not permitted`;
    const [, said = ''] = /<section name="tools">\n(.*?)\n<\/section>/s.exec(one.told) ?? [];
    const differs = known.find((name) => said.includes(name) !== names.includes(name));
    return differs === undefined ? null : `another list than the text tells: ${differs}`;
  }
}
