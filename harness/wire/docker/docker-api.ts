import type * as Testcontainers from 'testcontainers';

/** The engine's HTTP interface, as dockerode has it. */
export type Docker = Testcontainers.ContainerRuntimeClient['container']['dockerode'];

/** What the engine said when it refused. */
export function refusal(error: unknown): { readonly status: number; readonly says: string } {
  const { statusCode, json, message } = error as {
    readonly statusCode?: number;
    readonly json?: { readonly message?: string };
    readonly message?: string;
  };
  return { status: statusCode ?? 0, says: (json?.message ?? message ?? String(error)).trim() };
}

/** Waits for `work`; a refusal of one of these statuses is as good as done. */
export async function unless(work: Promise<unknown>, ...statuses: number[]): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!statuses.includes(refusal(error).status)) throw error;
  }
}
