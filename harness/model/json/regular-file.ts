import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/**
 * Reads a file of the disk whole. Throws for anything else (a pipe or a device may never end, and
 * opening one may wait for ever) and where it is larger than `mostBytes`.
 */
export async function readRegularFile(file: string, mostBytes: number): Promise<Uint8Array> {
  // Without O_NONBLOCK it would wait at a pipe until somebody writes to it.
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await handle.stat()).isFile()) throw new Error('no regular file');
    const chunks: Buffer[] = [];
    let length = 0;
    // It may grow while it is read.
    for await (const chunk of handle.createReadStream() as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > mostBytes) throw new Error(`more than ${mostBytes >> 20} MB`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    await handle.close();
  }
}
