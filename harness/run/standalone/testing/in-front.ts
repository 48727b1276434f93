import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { catalogue } from '../../../../faults/catalogue.ts';
import type { Event } from '../../../model/trace/trace.ts';
import { passingProvider } from '../../../provider/upstream/passing.ts';
import { openUpstream } from '../../../provider/upstream/upstream.ts';
import { askedFaults } from '../asked-fault.ts';
import { serveAlone } from '../serve-alone.ts';

/** Brownout in front of an upstream. */
export interface InFront {
  /** Its origin. */
  readonly url: string;
  readonly events: readonly Event[];
  readonly close: () => Promise<void>;
}

/** Stands in front of an upstream, with these faults. */
export async function inFrontOf(
  url: string,
  { faults = '', timeoutMs = 10_000 }: { faults?: string; timeoutMs?: number } = {},
): Promise<InFront> {
  const upstream = openUpstream({ url, timeoutMs });
  const point = passingProvider(() => upstream);
  const events: Event[] = [];
  const errors: unknown[] = [];
  const served = await serveAlone({
    name: 'model',
    point,
    faults: catalogue,
    seed: 1,
    plan: askedFaults(faults, { at: 'model', point, faults: catalogue }),
    sink: () => ({ take: (event) => void events.push(event) }),
    port: 0,
    onError: (error) => void errors.push(error),
  });
  const close = async () => {
    await served.close();
    await upstream.close();
    if (errors.length > 0) throw errors[0];
  };
  return { url: new URL(served.url).origin, events, close };
}

/** A real server of this test's own. */
export async function serverOf(
  listener: RequestListener,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    const over = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await over;
  };
  return { url: `http://127.0.0.1:${port}`, close };
}
