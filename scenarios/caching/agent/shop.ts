import { z } from 'zod';

/** The shop's tools as it describes them now. */
export interface Manifest {
  readonly version: number;
  readonly tools: readonly ToolSpec[];
}

/** One tool: its name, and its arguments with their types. */
export interface ToolSpec {
  readonly name: string;
  readonly about: string;
  readonly writes: boolean;
  readonly params: Readonly<Record<string, 'string' | 'integer'>>;
}

/** Whom a call is made for. */
export interface Caller {
  readonly tenant: string;
  readonly role: string;
}

/** Arguments of a tool. */
export type Args = Readonly<Record<string, unknown>>;

/** A shop that did not answer, or not with what was asked for. */
export class ShopDown extends Error {
  override readonly name = 'ShopDown';
}

/** The shop's API. Every call is bounded in time and tried once more. @throws ShopDown */
export interface Shop {
  readonly manifest: (tenant: string, signal: AbortSignal) => Promise<Manifest>;
  readonly read: (
    tool: string,
    caller: Caller,
    args: Args,
    signal: AbortSignal,
  ) => Promise<unknown>;
  /** The same key never does it twice. */
  readonly write: (write: Write, signal: AbortSignal) => Promise<unknown>;
}

/** A change to make. */
export interface Write {
  readonly tool: string;
  readonly caller: Caller;
  readonly args: Args;
  readonly key: string;
}

const timeoutMs = 2000;
const manifestSchema = z.object({
  version: z.int(),
  tools: z.array(
    z.object({
      name: z.string(),
      about: z.string(),
      writes: z.boolean(),
      params: z.record(z.string(), z.enum(['string', 'integer'])),
    }),
  ),
});

/** The shop at `url`. */
export function shopAt(url: string): Shop {
  return {
    manifest: async (tenant, signal) => {
      const reply = await persist(() => request(`${url}/${tenant}/tools`, {}, signal), signal);
      const { data, error } = manifestSchema.safeParse(reply);
      if (!data) throw new ShopDown('its tools cannot be read', { cause: error });
      return data;
    },
    read: (tool, { tenant, role }, args, signal) => {
      const path = [tenant, ...readPath(tool, role), ...Object.values(args).map(String)];
      const at = `${url}/${path.map(encodeURIComponent).join('/')}`;
      return persist(() => request(at, {}, signal), signal);
    },
    write: ({ tool, caller, args, key }, signal) => {
      const init = {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(args),
      };
      return persist(() => request(`${url}/${caller.tenant}/${tool}s`, init, signal), signal);
    },
  };
}

/** What a role may see differs for policies, and for nothing else. */
function readPath(tool: string, role: string): readonly string[] {
  return tool === 'policy' ? ['policies', role] : [tool];
}

async function persist<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await work();
  } catch {
    signal.throwIfAborted();
    return work();
  }
}

async function request(url: string, init: RequestInit, signal: AbortSignal): Promise<unknown> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const response = await fetch(url, { ...init, signal: limit });
    if (!response.ok) throw new Error(`the shop said ${response.status}`);
    return await response.json();
  } catch (error) {
    signal.throwIfAborted();
    throw new ShopDown('the shop did not answer', { cause: error });
  }
}
