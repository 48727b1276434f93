import { z } from 'zod';

const flagNames = ['disclosure', 'brief', 'detailed', 'offers', 'no-offers'] as const;

/** All that a member of staff can be permitted. */
export const permissionNames = ['orders.read', 'refunds.write', 'duty.change'] as const;

/** A flag of a tenant. */
export type Flag = (typeof flagNames)[number];

/** One of the permissions. */
export type Permission = (typeof permissionNames)[number];

const flagsReply = z.object({ tenant: z.string(), on: z.array(z.enum(flagNames)) });
const entitlementsReply = z.object({
  user: z.string(),
  regime: z.enum(['eu', 'us']),
  permissions: z.array(z.enum(permissionNames)),
});
const profileReply = z.object({ user: z.string(), name: z.string(), notes: z.string() });
const passagesReply = z.array(z.string());

/** What a member of staff is subject to, and may do. */
export type Entitlements = z.infer<typeof entitlementsReply>;

/** Where prompts come from; each call throws where there is no good reply in time. */
export interface Sources {
  readonly flags: (tenant: string) => Promise<ReadonlySet<Flag>>;
  readonly entitlements: (user: string) => Promise<Entitlements>;
  /** What is known of a member of staff, in words. */
  readonly profile: (user: string) => Promise<string>;
  readonly passages: (tenant: string, question: string) => Promise<readonly string[]>;
}

/** Base URLs without a slash at the end. */
export interface SourceAddresses {
  readonly flags: string;
  readonly entitlements: string;
  readonly profiles: string;
  readonly retrieval: string;
}

const timeoutMs = 800;
const mostNotes = 300;

/** The sources at these addresses. A reply about somebody else is no good one. */
export function sources(at: SourceAddresses, signal: AbortSignal): Sources {
  async function get(url: string, body?: object): Promise<unknown> {
    const response = await fetch(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      ...(body && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    if (!response.ok) throw new Error(`${url} said ${response.status}`);
    return response.json();
  }

  return {
    flags: async (tenant) => {
      const reply = flagsReply.parse(await get(`${at.flags}/flags/${tenant}`));
      return new Set(about(reply, reply.tenant, tenant).on);
    },
    entitlements: async (user) => {
      const reply = entitlementsReply.parse(await get(`${at.entitlements}/entitlements/${user}`));
      return about(reply, reply.user, user);
    },
    profile: async (user) => {
      const reply = profileReply.parse(await get(`${at.profiles}/profiles/${user}`));
      const { name, notes } = about(reply, reply.user, user);
      return `${name}. ${notes.slice(0, mostNotes)}`;
    },
    passages: async (tenant, question) =>
      passagesReply.parse(await get(`${at.retrieval}/search`, { tenant, question })),
  };
}

function about<T>(reply: T, got: string, wanted: string): T {
  if (got !== wanted) throw new Error(`asked about ${wanted}, told about ${got}`);
  return reply;
}
