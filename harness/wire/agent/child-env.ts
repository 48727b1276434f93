import { isSecretVariable } from '../../model/redaction/secret-name.ts';
import { withHome } from './home-env.ts';
import { withProxy, type ProxyChoice } from './proxy-env.ts';

/**
 * Which variables of this process a child gets. `true`: all. `false`: only what a program needs to
 * run (PATH, HOME, LANG …). A list: those of `false` and the ones named. Left out: all but those
 * that look like secrets, by name (`*KEY`, `*TOKEN`, `*_PAT`, `STRIPE*`, credentials of clouds …) or by
 * what is in them (a URL with a password, a key of a known issuer).
 */
export type InheritEnv = boolean | readonly string[];

/** What the environment of a child is made of. */
export interface ChildEnv {
  /** Overrides all else. */
  readonly given?: Readonly<Record<string, string>>;
  readonly inherit?: InheritEnv | undefined;
  /** `refuse` where left out. */
  readonly proxy?: ProxyChoice | undefined;
  /** The address of the proxy that refuses. */
  readonly refusing?: string | undefined;
  /** A home of its own; that of this process where left out. */
  readonly home?: string | undefined;
}

/** The environment of a child. Python is told not to hold back its output. */
export function childEnv(
  { given = {}, inherit, proxy = 'refuse', refusing, home }: ChildEnv,
  parent: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<Record<string, string>> {
  const inherited: Record<string, string> = { PYTHONUNBUFFERED: '1' };
  for (const [name, value] of Object.entries(parent)) {
    if (value !== undefined && passes(name, value, inherit)) inherited[name] = value;
  }
  const named = typeof inherit === 'object' ? inherit : [];
  const housed = home === undefined ? inherited : withHome(inherited, home, named);
  return { ...withProxy(housed, proxy, refusing), ...given };
}

const needed = /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TZ|TMPDIR|TMP|TEMP|SYSTEMROOT)$/;

function passes(name: string, value: string, inherit: InheritEnv | undefined): boolean {
  if (inherit === undefined) return !isSecretVariable(name, value);
  if (inherit === true || needed.test(name)) return true;
  return inherit !== false && inherit.includes(name);
}
