import { check, failed, passed, unknown, type Checker } from '../../../index.ts';
import { sentDuring, toolNames, type Sent } from './sent.ts';

/**
 * Prompts of the fault phase for the same user of the same tenant, with the same tools, begin with
 * the same bytes: tools and instructions.
 */
export const stablePrefix: Checker = check('stable-prefix', (trace) => {
  const groups = Map.groupBy(sentDuring(trace), (one) =>
    JSON.stringify([one.message.tenant, one.message.user, toolNames(one)]),
  );
  let compared = 0;
  for (const [first, ...rest] of groups.values()) {
    const others = rest.filter(({ task }) => task !== first?.task);
    compared += others.length;
    const other = first && others.find((one) => prefixOf(one) !== prefixOf(first));
    if (!first || !other) continue;
    const at = firstDifference(prefixOf(first), prefixOf(other));
    return failed(
      `tasks ${first.task} and ${other.task}: prompts part after ${at} characters of the prefix`,
      [first.call.start.seq, other.call.start.seq],
      'stable-prefix: the same inputs gave another prefix',
    );
  }
  return compared > 0 ? passed : unknown('no two prompts were for the same inputs');
});

function prefixOf({ tools, told }: Sent): string {
  return JSON.stringify(tools.map(({ as }) => as)) + told;
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}
