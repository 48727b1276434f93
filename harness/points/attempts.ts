/** Counts the calls of each site of each task. */
export interface Attempts {
  /** Counts one more, and returns which one of its site it is, from 1. */
  readonly next: (task: string, site: string) => number;
  readonly forget: (task: string) => void;
}

/** Counts at 0; of more than `most` sites those are forgotten whose task, then whose site was called longest ago. */
export function attempts(most: number): Attempts {
  const tasks = new Map<string, Sites>();
  let kept = 0;
  let lastTask: string | undefined;

  /** A tenth goes at once, since what was deleted at the head of a map is passed over each time. */
  function forgetOldest(): void {
    for (const [task, { sites }] of tasks) {
      for (const site of sites.keys()) {
        if (kept <= most * 0.9) return;
        sites.delete(site);
        kept -= 1;
      }
      tasks.delete(task);
      if (task === lastTask) lastTask = undefined;
    }
  }

  return {
    next: (task, site) => {
      const its = tasks.get(task) ?? { sites: new Map<string, number>(), last: undefined };
      const { sites } = its;
      const count = (sites.get(site) ?? 0) + 1;
      // What is called now stands last.
      if (task !== lastTask) {
        tasks.delete(task);
        tasks.set(task, its);
        lastTask = task;
      }
      if (count === 1) kept += 1;
      else if (site !== its.last) sites.delete(site);
      sites.set(site, count);
      its.last = site;
      if (kept > most) forgetOldest();
      return count;
    },
    forget: (task) => {
      kept -= tasks.get(task)?.sites.size ?? 0;
      tasks.delete(task);
      if (task === lastTask) lastTask = undefined;
    },
  };
}

/** The counts of a task's sites, and the site that stands last. */
interface Sites {
  readonly sites: Map<string, number>;
  last: string | undefined;
}
