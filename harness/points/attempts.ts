/** Counts the calls of each site of each task. */
export interface Attempts {
  /** Counts one more, and returns which one of its site it is, from 1. */
  readonly next: (task: string, site: string) => number;
  readonly forget: (task: string) => void;
}

/** Counts at 0; of more than `most` sites those are forgotten whose task, then whose site was called longest ago. */
export function attempts(most: number): Attempts {
  const tasks = new Map<string, Map<string, number>>();
  let kept = 0;

  /** A tenth goes at once, since what was deleted at the head of a map is passed over each time. */
  function forgetOldest(): void {
    for (const [task, sites] of tasks) {
      for (const site of sites.keys()) {
        if (kept <= most * 0.9) return;
        sites.delete(site);
        kept -= 1;
      }
      tasks.delete(task);
    }
  }

  return {
    next: (task, site) => {
      const sites = tasks.get(task) ?? new Map<string, number>();
      const count = (sites.get(site) ?? 0) + 1;
      // What is called now stands last.
      tasks.delete(task);
      tasks.set(task, sites);
      if (!sites.delete(site)) kept += 1;
      sites.set(site, count);
      if (kept > most) forgetOldest();
      return count;
    },
    forget: (task) => {
      kept -= tasks.get(task)?.size ?? 0;
      tasks.delete(task);
    },
  };
}
