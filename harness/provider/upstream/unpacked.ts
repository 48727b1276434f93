import { pipeline, type Duplex, type Readable } from 'node:stream';
import zlib from 'node:zlib';

/** A body and its headers, as they are sent. */
export interface Packed {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
}

/** The body without its content-encoding, as far as that is known. */
export function unpacked(headers: Packed['headers'], body: Readable): Packed {
  const { 'content-encoding': encoding = '', 'content-length': _packed, ...rest } = headers;
  const unpack = Object.hasOwn(unpackers, encoding) ? unpackers[encoding] : undefined;
  if (!unpack) return { headers, body };
  return { headers: rest, body: pipeline(body, unpack(), () => {}) };
}

const { Z_SYNC_FLUSH: finishFlush } = zlib.constants;

const unpackers: Readonly<Record<string, () => Duplex>> = {
  gzip: () => zlib.createGunzip({ finishFlush }),
  'x-gzip': () => zlib.createGunzip({ finishFlush }),
  deflate: () => zlib.createInflate({ finishFlush }),
  br: () => zlib.createBrotliDecompress(),
  zstd: () => zlib.createZstdDecompress(),
};
