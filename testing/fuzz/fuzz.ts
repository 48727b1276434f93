import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { draws, integer, pick, type Draw } from '../../harness/model/random.ts';
import { framedBytes } from './odd-bytes.ts';
import { bytesOf, oddRequest } from './odd-requests.ts';
import { declaredHost, shares, type Held, type Target } from './targets.ts';

/** What became of a fuzz: what its server held before and after. */
export interface Fuzzed {
  readonly before: Held;
  readonly after: Held;
  /** Connections that were not closed in time, and replies that tell of an error of ours. */
  readonly wrong: readonly string[];
  /** How often each status was heard. */
  readonly statuses: ReadonlyMap<string, number>;
}

/**
 * Sends requests of a seed until so many got through, on connections that are kept, cut or reset;
 * `planted` names a leak that the server shall have.
 */
export async function fuzz(seed: number, count: number, planted = ''): Promise<Fuzzed> {
  const child = fork(new URL('served-fixture.ts', import.meta.url), [planted], {
    execArgv: ['--expose-gc', '--no-warnings'],
  });
  try {
    const [origins] = (await once(child, 'message')) as [Record<Target, string>];
    const pools = Object.fromEntries(
      targets.map((target) => [target, framedBytes(seed, target, poolSize)]),
    ) as Record<Target, readonly Buffer[]>;
    const wrong: string[] = [];
    const statuses = new Map<string, number>();
    const at = { seed, origins, pools, wrong, statuses };
    const until = async (enough: number, from: number) => {
      let n = from;
      for (; ((await ask(child, 'count')) as number) < enough && wrong.length === 0; n += batch) {
        await sendAll(at, n);
      }
      return n;
    };
    // What is kept on purpose, such as caches, is kept by then.
    const warm = await until(count / 4, 0);
    const before = (await ask(child, 'held')) as Held;
    await until(count, warm);
    return { before, after: (await ask(child, 'held')) as Held, wrong, statuses };
  } finally {
    if (child.connected) child.disconnect();
    if (child.exitCode === null) await once(child, 'exit');
  }
}

const targets = Object.keys(shares) as readonly Target[];
/** Requests of a target that are drawn once; each is sent as it is, or with a byte changed. */
const poolSize = 2_000;
/** Connections between two looks at the count, and how many of them are open at once. */
const batch = 200;
const width = 24;

async function ask(child: ChildProcess, what: 'count' | 'held'): Promise<unknown> {
  const told = once(child, 'message', { signal: AbortSignal.timeout(mostMs) });
  child.send(what);
  return ((await told) as unknown[])[0];
}

interface At {
  readonly seed: number;
  readonly origins: Readonly<Record<Target, string>>;
  readonly pools: Readonly<Record<Target, readonly Buffer[]>>;
  readonly wrong: string[];
  readonly statuses: Map<string, number>;
}

async function sendAll(at: At, from: number): Promise<void> {
  let next = from;
  const lane = async () => {
    while (next < from + batch) {
      const n = next;
      next += 1;
      const problem = await sendOne(at, n);
      if (problem !== null) at.wrong.push(`connection ${n} of seed ${at.seed}: ${problem}`);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
}

/** Which target each of a hundred connections has. */
const lottery = targets.flatMap((target) => Array<Target>(shares[target]).fill(target));

/** Sends one connection; what went wrong with it, or null. */
async function sendOne({ seed, origins, pools, statuses }: At, n: number): Promise<string | null> {
  const draw = draws(seed, 'connection', n);
  const isFew = draw() < 0.9;
  // Odd ones are for tools and models, mostly.
  const target = pick(draw, isFew && draw() < 0.6 ? (['shop', 'provider'] as const) : lottery);
  const requests = isFew ? oddFew(seed, n) : requestsOf(draw, target, pools[target], n);
  const bytes = Buffer.concat(requests);
  const { hostname, port } = new URL(origins[target]);
  const socket = connect({ host: hostname, port: Number(port) });
  let problem: string | null = null;
  socket.on('error', () => {});
  socket.on('data', (chunk: Buffer) => {
    const text = chunk.toString('latin1');
    // What a fault says is 503.
    if (/harness error|^HTTP\/1\.1 500/m.test(text)) problem = `${target}: ${text}`;
    for (const [, status = ''] of text.matchAll(/^HTTP\/1\.1 (\d+)/gm)) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  const manner = draw();
  if (manner < 0.06) {
    socket.write(bytes.subarray(0, integer(draw, 0, bytes.length)), () => socket.resetAndDestroy());
  } else if (manner < 0.12) {
    socket.write(bytes.subarray(0, integer(draw, 0, bytes.length)), () => socket.destroy());
  } else if (manner < 0.3) {
    const at = integer(draw, 0, bytes.length);
    socket.write(bytes.subarray(0, at), () => socket.end(bytes.subarray(at)));
  } else {
    socket.end(bytes);
  }
  const late = setTimeout(() => {
    problem ??= `${target}: not closed in ${mostMs} ms`;
    socket.destroy();
  }, mostMs);
  await closed;
  clearTimeout(late);
  return problem;
}

const mostMs = 300_000;

/** Up to three that no client sends; what comes behind one may not be read. */
function oddFew(seed: number, n: number): readonly Buffer[] {
  return Array.from({ length: (n % 3) + 1 }, (_, more) => bytesOf(oddRequest(seed, 3 * n + more)));
}

/** Several on one connection, all of which are read. */
function requestsOf(
  draw: Draw,
  target: Target,
  framed: readonly Buffer[],
  n: number,
): readonly Buffer[] {
  const size = integer(draw, 1, 60);
  const requests = Array.from({ length: size }, () => changed(draw, pick(draw, framed), `${n}`));
  if (target === 'forward' && draw() < 0.15) {
    const host = draw() < 0.5 ? declaredHost : 'elsewhere.example';
    return [Buffer.from(`CONNECT ${host}:443 HTTP/1.1\r\nhost: ${host}\r\n\r\n`), ...requests];
  }
  return requests;
}

/** The same, or as one that never was: of a task and a place of its own, or with a byte of its body another. */
function changed(draw: Draw, request: Buffer, own: string): Buffer {
  const manner = draw();
  if (manner < 0.5) return request;
  if (manner < 0.7) {
    const [line = '', method = '', target = ''] =
      /^(\S+) (\S*) /.exec(request.toString('latin1', 0, 500)) ?? [];
    const path = draw() < 0.5 ? target : `${target}/${own}`;
    const head = `${method} ${path} HTTP/1.1\r\nx-task-id: task-${own}\r\nauthorization: Bearer key-${own}-of-one`;
    return Buffer.concat([
      Buffer.from(head),
      request.subarray(request.indexOf('\r\n', line.length)),
    ]);
  }
  const body = request.indexOf('\r\n\r\n') + 4;
  if (body >= request.length) return request;
  const copy = Buffer.from(request);
  copy[integer(draw, body, copy.length - 1)] = integer(draw, 0, 255);
  return copy;
}
