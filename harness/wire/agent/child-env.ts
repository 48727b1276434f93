import { isSecretVariable } from '../../model/redaction/secret-name.ts';
import { withHome } from './home-env.ts';
import { withProxy, type ProxyChoice, type RunProxy } from './proxy-env.ts';

/**
 * The variables of this process that a child gets. `true`: all. `false`: only those that a program
 * needs (PATH, HOME, LANG …). A list: those and the named ones. By default all except secrets,
 * recognized by name (`*KEY`, `*TOKEN`, `*_PAT`, `STRIPE*`, cloud credentials …) or by value (a URL
 * with a password, a key of a known issuer).
 */
export type InheritEnv = boolean | readonly string[];

/** The sources of a child's environment. */
export interface ChildEnv {
  /** Overrides all else. */
  readonly given?: Readonly<Record<string, string>>;
  readonly inherit?: InheritEnv | undefined;
  /** The HTTP proxy; `refuse` by default. */
  readonly proxy?: ProxyChoice | undefined;
  /** The proxy of the run. */
  readonly at?: RunProxy | undefined;
  /** The child's home; that of this process by default. */
  readonly home?: string | undefined;
}

/** Makes the environment of a child; Python is told not to buffer its output. */
export function childEnv(
  { given = {}, inherit, proxy = 'refuse', at = {}, home }: ChildEnv,
  parent: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<Record<string, string>> {
  const inherited: Record<string, string> = { PYTHONUNBUFFERED: '1' };
  for (const [name, value] of Object.entries(parent)) {
    if (value !== undefined && passes(name, value, inherit)) inherited[name] = value;
  }
  const named = typeof inherit === 'object' ? inherit : [];
  const housed = home === undefined ? inherited : withHome(inherited, home, named);
  return { ...withProxy(housed, proxy, at), ...given };
}

const needed = /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TZ|TMPDIR|TMP|TEMP|SYSTEMROOT)$/;

function passes(name: string, value: string, inherit: InheritEnv | undefined): boolean {
  if (inherit === undefined) return !isSecretVariable(name, value);
  if (inherit === true || needed.test(name)) return true;
  return inherit !== false && inherit.includes(name);
}
