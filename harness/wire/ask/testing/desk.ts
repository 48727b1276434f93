/** A message that a desk is told, with the headers that it came with. */
export interface Told {
  readonly said: unknown;
  readonly before: readonly unknown[];
  readonly headers: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
}

/**
 * What an agent answers, in whatever protocol it is asked: it orders what it is told to, fails, hangs
 * or dies on request, and says of anything else what it was told before.
 */
export async function answer({ said, before, headers, signal }: Told): Promise<string> {
  if (said === 'fail') throw new Error('busy');
  if (said === 'hang') {
    process.stdout.write(`hanging ${process.pid}\n`);
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    process.stdout.write('stopped\n');
    throw new Error('nobody waits');
  }
  if (said === 'die') {
    process.stdout.write('dying\n');
    setTimeout(() => process.exit(9), 20);
    await new Promise(() => {});
  }
  if (said === 'order') return `Ordered ${await order(headers)}.`;
  return `Noted ${JSON.stringify(said)} after ${JSON.stringify(before)}.`;
}

async function order(headers: Told['headers']): Promise<string> {
  const key = headers['idempotency-key'];
  const passedOn = {
    'x-task-id': String(headers['x-task-id']),
    ...(key !== undefined && { 'idempotency-key': String(key) }),
  };
  const reply = await fetch(`${process.env['SHOP']}/orders`, { method: 'POST', headers: passedOn });
  return ((await reply.json()) as { id: string }).id;
}
