import type * as Testcontainers from 'testcontainers';

/** The client of the engine's HTTP API, from dockerode. */
export type Docker = Testcontainers.ContainerRuntimeClient['container']['dockerode'];

/** The status and the message of an engine's refusal. */
export function refusal(error: unknown): { readonly status: number; readonly says: string } {
  const { statusCode, json, message } = error as {
    readonly statusCode?: number;
    readonly json?: { readonly message?: string };
    readonly message?: string;
  };
  return { status: statusCode ?? 0, says: (json?.message ?? message ?? String(error)).trim() };
}

/** Waits for `work`; ignores refusals with one of these statuses. */
export async function unless(work: Promise<unknown>, ...statuses: number[]): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!statuses.includes(refusal(error).status)) throw error;
  }
}
