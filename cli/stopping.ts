let stopping: AbortController | undefined;

/**
 * Aborts when this worker is told to stop by a signal. From then on agents may be dying of it, and
 * what a run says is worth nothing. A Ctrl-C goes to all processes of a terminal: it is for the
 * command to end its workers, after they have told what they know. SIGTERM ends them.
 */
export function stoppingSignal(): AbortSignal {
  if (stopping) return stopping.signal;
  const controller = (stopping = new AbortController());
  process.on('SIGINT', () => controller.abort());
  process.on('SIGTERM', () => {
    controller.abort();
    process.exit(143);
  });
  return controller.signal;
}
