/** Bytes of a buffer that is lent. */
export const lentBytes: number = 16 * 1024;

const mostFree = 512;
const free: Buffer[] = [];

/**
 * A buffer to read into. Those that are given back are lent again: memory outside the heap is freed
 * late, and in pieces that the next connections may not fit in.
 */
export function lend(): Buffer {
  return free.pop() ?? Buffer.allocUnsafeSlow(lentBytes);
}

/** Gives back a buffer that nothing reads from or writes into any more; of another size, drops it. */
export function giveBack(buffer: Buffer): void {
  if (buffer.length === lentBytes && free.length < mostFree) free.push(buffer);
}
