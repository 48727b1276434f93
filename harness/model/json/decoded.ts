import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';

/** The most bytes of a decoded body; larger requests are refused with 413. */
export const mostBytes: number = 32 * 1024 * 1024;

/** The HTTP status for a body that cannot be read. */
export type Unreadable = 400 | 413 | 415;

/** A body as text, with its content-encoding decoded; the status if that fails. */
export function decoded(body: Buffer, encoding: string | undefined): string | Unreadable {
  let bytes = body;
  const names = (encoding ?? '').toLowerCase().split(',');
  for (const name of names.map((one) => one.trim()).toReversed()) {
    if (name === '' || name === 'identity') continue;
    const undo = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
    if (undo === undefined) return 415;
    try {
      bytes = undo(bytes, { maxOutputLength: mostBytes });
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 413 : 400;
    }
  }
  return bytes.length > mostBytes ? 413 : bytes.toString('utf8');
}

type Decoder = (bytes: Buffer, options: { readonly maxOutputLength: number }) => Buffer;

const decoders: Readonly<Record<string, Decoder>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
};
