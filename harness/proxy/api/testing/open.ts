import { onTestFinished } from 'vitest';
import { newToxiproxy, type Toxiproxy, type ToxiproxySetup } from '../toxiproxy.ts';

/** Starts a Toxiproxy on a free port of loopback. */
export async function openToxiproxy(options: Partial<ToxiproxySetup> = {}): Promise<Toxiproxy> {
  const toxiproxy = newToxiproxy({ seed: 1, ...options });
  await new Promise<void>((resolve) => toxiproxy.server.listen(0, '127.0.0.1', resolve));
  return toxiproxy;
}

/** Starts a Toxiproxy for the running test. */
export async function withToxiproxy(options: Partial<ToxiproxySetup> = {}): Promise<Toxiproxy> {
  const toxiproxy = await openToxiproxy(options);
  onTestFinished(toxiproxy.close);
  return toxiproxy;
}
