/**
 * Tells whoever started this process where it listens; when asked, what it has used: of memory, after a
 * garbage collection, and of processor time before and after that.
 */
export function saysUsage(address: string): void {
  process.send?.({ address });
  process.on('message', () => {
    const cpuUs = spentUs();
    globalThis.gc?.();
    process.send?.({ cpuUs, rssBytes: process.memoryUsage.rss(), collectedUs: spentUs() });
  });
}

function spentUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
