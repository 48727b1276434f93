/**
 * Tells whoever started this process where it listens; when asked, what it has used: of memory, after a
 * garbage collection that counts in no processor time told before.
 */
export function saysUsage(address: string): void {
  process.send?.({ address });
  process.on('message', () => {
    const cpu = process.cpuUsage();
    globalThis.gc?.();
    process.send?.({ cpu, rssBytes: process.memoryUsage.rss() });
  });
}
