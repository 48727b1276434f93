import { check, failed, passed, readTasks, unknown, type Checker } from '../../../index.ts';

/** What a started node costs `point` does not grow with the cluster: at most `most` calls a node. */
export function loadPerNode(point: string, most: number): Checker {
  return check('load-per-node', (trace) => {
    let sizes = 0;
    for (const { id, start, calls } of readTasks(trace).tasks) {
      const { nodes } = start.input as { readonly nodes?: number };
      if (nodes === undefined) continue;
      sizes += 1;
      const made = calls.filter(({ start: call }) => call.point === point);
      if (made.length <= nodes * most) continue;
      const each = Math.round((made.length / nodes) * 10) / 10;
      const what = `a node of ${nodes} makes ${each} calls at ${point}, ${most} allowed`;
      return failed(`task ${id}: ${what}`, [start.seq], `load-per-node: too many at ${point}`);
    }
    return sizes > 1 ? passed : unknown('clusters of one size say nothing of how the load grows');
  });
}
