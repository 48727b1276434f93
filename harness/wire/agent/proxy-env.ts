import type { At } from '../../model/scenario.ts';

/**
 * The HTTP proxy in an agent's environment. `refuse`: that of the run, which leads declared hosts to
 * their points, and refuses and records every other host. `pass`: the same, which passes requests to
 * other hosts on to them. `inherit`: that of this process, if any. `none`: none, so that any host can be
 * reached.
 */
export type ProxyChoice = 'refuse' | 'pass' | 'inherit' | 'none';

type Env = Readonly<Record<string, string>>;

/** The proxy of a run as an agent is told of it. */
export type RunProxy = Pick<At, 'proxy' | 'certificates'>;

/**
 * Sets the proxy of an environment; loopback is always direct. Without a proxy of the run, `refuse`
 * and `pass` do as `inherit`.
 */
export function withProxy(env: Env, choice: ProxyChoice, at: RunProxy): Env {
  if (choice === 'none') return without(env, isProxy);
  if (isLed(choice) && at.proxy !== undefined) {
    // What the user's own proxy leaves out must not be reached around this one.
    return { ...without(env, isProxy), ...proxyOf(at), ...direct('') };
  }
  const hasProxy = Object.keys(env).some((name) => /^(https?|all)_proxy$/i.test(name));
  return hasProxy ? { ...env, ...direct(env['NO_PROXY'] ?? env['no_proxy'] ?? '') } : env;
}

/** Whether the agent is led through the proxy of the run. */
export function isLed(choice: ProxyChoice): choice is 'refuse' | 'pass' {
  return choice === 'refuse' || choice === 'pass';
}

/** The variables by which programs find the proxy of a run, and the certificates that it uses. */
export function proxyOf({ proxy, certificates }: RunProxy): Env {
  const trusting = certificates === undefined ? [] : trust.map((name) => [name, certificates]);
  return {
    ...(proxy !== undefined && both(['HTTP', 'HTTPS', 'ALL'], proxy)),
    ...(Object.fromEntries(trusting) as Env),
  };
}

/** Node; OpenSSL, Python and Go; Python's requests; curl. Each names a file of certificates. */
const trust = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'];

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
