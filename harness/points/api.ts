import { getResponse, matchRequestUrl, type HttpHandler, type RequestHandler } from 'msw';
import type { Incoming } from '../model/call.ts';
import { hostsKind, hostsOf } from '../model/options/declared-hosts.ts';
import { HarnessError } from '../model/error.ts';
import { canonical } from '../model/json/json.ts';
import { isObject } from '../model/json/walk.ts';
import { flag, listOf, text } from '../model/options/kinds.ts';
import { recent } from '../model/recent.ts';
import { madeUpId } from '../model/json/made-up-id.ts';
import { plainText } from '../model/json/plain-text.ts';
import type { Point, PointMaker, SideEffect } from '../model/point.ts';
import { requestFrom } from '../model/http/request.ts';
import { jsonReply, type Reply } from '../model/reply.ts';
import { demandOptions, type Demand } from '../model/options/strict.ts';
import {
  capacityKind,
  capacityOf,
  checkCapacity,
  type CapacityOptions,
} from './capacity-options.ts';
import {
  demandRoutes,
  fittingIn,
  labelOf,
  labelsOf,
  madeBy,
  routesOf,
  uncopied,
  type Handlers,
} from './mocked/handlers.ts';
import type { LabelOf } from './mocked/http.ts';
import { isIdempotentMethod } from './methods.ts';
import { bodyIn, httpReading } from './plain-http/reading.ts';
import { headersLike, httpFailure } from './plain-http/wording.ts';
import { hrefOf, misread, origin, refusal, urlOf, wrongUrl } from './refusals.ts';
import { toolReply } from './mocked/tool-reply.ts';

export type { Handlers } from './mocked/handlers.ts';

/** The rule by which the ledger reads a call that changes the world. */
export interface EffectRule {
  /** The field of the reply that holds the id of what was made; `id` by default. */
  readonly id?: string;
  /** The call that undoes it, such as `DELETE /book/:id`; its first path parameter is the id. */
  readonly undoneBy?: string;
  /**
   * The request header with the idempotency key; null if the tool takes none. By default it is
   * `idempotency-key`, and whether the tool takes it is unknown.
   */
  readonly keyHeader?: string | null;
  /**
   * Whether the same request, sent once more, does nothing new; by default that of a `PUT` or `DELETE`. Where it is
   * false, each that carries no key counts, whatever id its reply tells.
   */
  readonly idempotent?: boolean;
}

/** The options of a mocked tool. */
export interface ApiOptions {
  /** Calls that change the world, by label (`POST /book`), and how to read them. */
  readonly effects?: readonly string[] | Readonly<Record<string, EffectRule>>;
  /** The capacity; unlimited by default. */
  readonly capacity?: CapacityOptions;
  /** Hosts that lead to it, for an agent that has no setting for its address: `api.stripe.com`. */
  readonly hosts?: readonly string[];
}

/**
 * A mocked HTTP tool: MSW handlers with relative paths. The harness itself calls them, on the wire
 * in its gateway, so the agent needs no interceptor.
 *
 * @example
 * const flights = api([http.post('/book', () => HttpResponse.json({ id: nonce('BK') }))], {
 *   effects: ['POST /book'],
 * });
 */
export function api<Handler extends RequestHandler>(
  handlers: readonly Handler[] | (() => readonly Handler[]),
  options: ApiOptions = {},
): PointMaker<LabelOf<Handler>> {
  checkOptions(options);
  const rules = rulesOf(options.effects ?? []);
  let known: ReturnType<typeof labelsBefore> = null;
  const labels = () => {
    known ??= labelsBefore(handlers, rules);
    return known?.labels;
  };
  const maker: PointMaker = {
    kind: 'api',
    has: ['request', 'value', 'memory'],
    effects: [...rules.keys()],
    ...keysTaken(rules),
    ...hostsOf(options.hosts),
    open: () => ({ ...openApi(handlers, rules), ...capacityOf(options.capacity) }),
  };
  // Not spread with the rest: a point that is made of this one may read its calls in its own way.
  return Object.defineProperty(maker, 'labels', { value: labels }) as PointMaker<LabelOf<Handler>>;
}

const optionsDemand: Demand<ApiOptions> = {
  what: 'the options of api(…)',
  shape: {
    effects: {
      words: "a list of labels such as 'POST /book', or an object of rules by label",
      fits: (value) => listOf(text).fits(value) || isObject(value),
    },
    capacity: capacityKind,
    hosts: hostsKind,
  },
};

const ruleShape: Demand<EffectRule>['shape'] = {
  id: text,
  undoneBy: text,
  keyHeader: {
    words: 'the name of a header, or null',
    fits: (value) => value === null || text.fits(value),
  },
  idempotent: flag,
};

function checkOptions(options: ApiOptions): void {
  demandOptions(options, optionsDemand);
  if (options.capacity) checkCapacity(options.capacity);
  if (Array.isArray(options.effects)) return;
  for (const [label, rule] of Object.entries(options.effects ?? {})) {
    demandOptions(rule, { what: `the effect ${label} of api(…)`, shape: ruleShape });
  }
}

/**
 * The labels before any run; null where the handlers cannot be made yet: a function that makes them
 * may use what its module defines further down.
 */
function labelsBefore(
  handlers: Handlers,
  rules: ReadonlyMap<string, EffectRule>,
): { readonly labels: readonly string[] | undefined } | null {
  try {
    return { labels: labelsOf(checkedRoutes(madeBy(handlers), rules)) };
  } catch (error) {
    if (error instanceof HarnessError) throw error;
    return null;
  }
}

/** The routes among handlers; throws `bad-scenario` where a rule is for none of them. */
function checkedRoutes(
  handlers: readonly RequestHandler[],
  rules: ReadonlyMap<string, EffectRule>,
): readonly HttpHandler[] {
  const routes = routesOf(handlers);
  const undoing = [...rules.values()].flatMap(({ undoneBy }) => undoneBy ?? []);
  demandRoutes([...rules.keys(), ...undoing], routes);
  return routes;
}

function openApi(handlers: Handlers, rules: ReadonlyMap<string, EffectRule>): Point {
  const made = madeBy(handlers);
  const routes = checkedRoutes(made, rules);
  let fitting = fittingIn(made);
  const undoing = new Map<string, string>();
  for (const [does, rule] of rules) if (rule.undoneBy) undoing.set(rule.undoneBy, does);
  const acts = (label: string) => rules.has(label) || undoing.has(label);
  const routeOf = recent(
    ({ method, path }: Incoming) => `${method} ${path}`,
    (incoming) => routed(incoming, routes),
  );
  return {
    kind: 'api',
    basePath: '',
    effects: [...rules.keys()],
    read: (incoming) => httpReading(incoming, routeOf(incoming).label, acts),
    answer: async (incoming) =>
      refusal(incoming, routeOf(incoming).wrong) ?? (await answer(fitting(incoming), incoming)),
    render: (meaning, _at, like) => jsonReply(meaning, like?.status ?? 200, headersLike(like)),
    fail: (failure) => httpFailure(failure),
    ...(typeof handlers === 'function' && {
      forget: () => (fitting = fittingIn(madeBy(handlers))),
    }),
    sideEffects: (incoming, reply) =>
      sideEffects(incoming, reply, routeOf(incoming), rules, undoing),
  };
}

function rulesOf(effects: NonNullable<ApiOptions['effects']>): ReadonlyMap<string, EffectRule> {
  if (Array.isArray(effects)) return new Map(effects.map((label: string) => [label, {}]));
  return new Map(Object.entries(effects as Readonly<Record<string, EffectRule>>));
}

/** What the rules say of idempotency keys. */
function keysTaken(rules: ReadonlyMap<string, EffectRule>): Pick<PointMaker, 'takesKey'> {
  const said = [...rules].filter(([, { keyHeader }]) => keyHeader !== undefined);
  if (said.length === 0) return {};
  return {
    takesKey: Object.fromEntries(said.map(([does, rule]) => [does, rule.keyHeader !== null])),
  };
}

/** Where a request goes: the label of the route, and what its path holds. */
interface Route {
  readonly label: string;
  /** The status for a URL that is none. */
  readonly wrong: number | null;
  readonly params: Readonly<Record<string, unknown>>;
}

function routed(incoming: Incoming, routes: readonly HttpHandler[]): Route {
  const url = urlOf(incoming.path);
  const wrong = wrongUrl(url);
  for (const route of wrong === null ? routes : []) {
    const { method, path } = route.info;
    const fits =
      method instanceof RegExp ? method.test(incoming.method) : method === incoming.method;
    if (!fits || typeof path === 'function') continue;
    const match = matchRequestUrl(url, path, origin);
    if (match.matches)
      return { label: labelOf(route, incoming.method), wrong, params: match.params ?? {} };
  }
  return { label: `${incoming.method} ${url.pathname}`, wrong, params: {} };
}

async function answer(handlers: readonly RequestHandler[], incoming: Incoming): Promise<Reply> {
  const { method, path, headers, body } = incoming;
  const hasBody = method !== 'GET' && method !== 'HEAD' && body !== '';
  const made = requestFrom(hrefOf(path), { method, headers, ...(hasBody ? { body } : {}) });
  try {
    const response = await getResponse([...handlers], uncopied(made), { baseUrl: origin });
    if (response) return await toolReply(response);
  } catch (error) {
    const reply = misread(error, body);
    if (reply) return reply;
    throw error;
  }
  return jsonReply({ error: `brownout: no handler for ${method} ${path}` }, 404);
}

function sideEffects(
  incoming: Incoming,
  reply: Reply,
  { label, params }: Route,
  rules: ReadonlyMap<string, EffectRule>,
  undoing: ReadonlyMap<string, string>,
): readonly SideEffect[] {
  if (reply.status >= 400) return [];
  const rule = rules.get(label);
  const header = rule?.keyHeader === null ? '' : (rule?.keyHeader ?? 'idempotency-key');
  const key = incoming.headers[header] ?? '';
  if (rule) {
    const id = field(reply.meaning, rule.id ?? 'id') ?? idWithoutReply(label, incoming, key);
    const again = idempotence(
      rule.idempotent ?? (isIdempotentMethod(incoming.method) || undefined),
    );
    return [{ does: label, id, key, undoes: false, ...again }];
  }
  const does = undoing.get(label);
  if (does === undefined) return [];
  const named = Object.values(params)[0] ?? field(bodyIn(incoming.body), 'id');
  const id = plainText(named ?? '');
  const told = field(reply.meaning, 'id') ?? id;
  const receipt = told === id ? {} : { receipt: told };
  const again = idempotence(isIdempotentMethod(incoming.method) || undefined);
  return [{ does, id, key, undoes: true, ...again, ...receipt }];
}

function idempotence(idempotent: boolean | undefined): Pick<SideEffect, 'idempotent'> {
  return idempotent === undefined ? {} : { idempotent };
}

/** Of an effect whose reply tells no id; '' where the same request does the same once more. */
function idWithoutReply(label: string, { method, path, body }: Incoming, key: string): string {
  const isIdempotent = key !== '' || /^(PUT|PATCH|DELETE)$/.test(method);
  return isIdempotent ? madeUpId([label, path, body]) : '';
}

function field(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  const found = (value as Record<string, unknown>)[name] ?? undefined;
  return found === undefined || typeof found === 'string' ? found : canonical(found);
}
