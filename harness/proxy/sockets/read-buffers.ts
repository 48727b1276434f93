/** The size of a read buffer (bytes). */
export const bufferBytes: number = 16 * 1024;

const mostFree = 512;
const free: Buffer[] = [];

/**
 * Takes a read buffer from the pool. Buffers are reused, since memory outside the heap is freed
 * late and in fragments.
 */
export function takeBuffer(): Buffer {
  return free.pop() ?? Buffer.allocUnsafeSlow(bufferBytes);
}

/** Returns an unused buffer to the pool; drops a buffer of another size. */
export function returnBuffer(buffer: Buffer): void {
  if (buffer.length === bufferBytes && free.length < mostFree) free.push(buffer);
}
