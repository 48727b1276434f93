/** Tells whoever started this process where it listens, and what it has used when asked. */
export function saysUsage(address: string): void {
  process.send?.({ address });
  process.on('message', () => {
    process.send?.({ cpu: process.cpuUsage(), rssBytes: process.memoryUsage.rss() });
  });
}
