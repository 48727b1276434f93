/**
 * The HTTP proxy in an agent's environment. `refuse`: one that refuses and records every host that
 * is no point. `inherit`: that of this process, if any. `none`: none, so that any host can be
 * reached.
 */
export type ProxyChoice = 'refuse' | 'inherit' | 'none';

type Env = Readonly<Record<string, string>>;

/**
 * Sets the proxy of an environment; loopback is always direct. Without a `refusing` proxy, `refuse`
 * does as `inherit`.
 */
export function withProxy(env: Env, choice: ProxyChoice, refusing: string | undefined): Env {
  if (choice === 'none') return without(env, isProxy);
  if (choice === 'refuse' && refusing !== undefined) {
    // What the user's own proxy leaves out must not be reached around this one.
    return { ...without(env, isProxy), ...both(['HTTP', 'HTTPS', 'ALL'], refusing), ...direct('') };
  }
  const hasProxy = Object.keys(env).some((name) => /^(https?|all)_proxy$/i.test(name));
  return hasProxy ? { ...env, ...direct(env['NO_PROXY'] ?? env['no_proxy'] ?? '') } : env;
}

/**
 * The proxy variables for an agent in a container: all hosts through the `refusing` proxy, except
 * its host (where the points are) and `others`.
 */
export function proxyInside(refusing: string, others: readonly string[] = []): Env {
  const { hostname } = new URL(refusing);
  return {
    ...both(['HTTP', 'HTTPS', 'ALL'], refusing),
    ...direct([hostname, ...others].join(',')),
  };
}

const isProxy = (name: string) => /^(https?|all|no)_proxy$/i.test(name);

function without(env: Env, isOut: (name: string) => boolean): Env {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isOut(name)));
}

/**
 * The variables in both spellings, since programs look for either; Node must be told to look at
 * all.
 */
function both(kinds: readonly string[], url: string): Env {
  const names = kinds.flatMap((kind) => [`${kind}_PROXY`, `${kind.toLowerCase()}_proxy`]);
  return { ...Object.fromEntries(names.map((name) => [name, url])), NODE_USE_ENV_PROXY: '1' };
}

function direct(others: string): Env {
  const hosts = [...(others === '' ? [] : [others]), '127.0.0.1', 'localhost', '::1'].join(',');
  return { NO_PROXY: hosts, no_proxy: hosts };
}
