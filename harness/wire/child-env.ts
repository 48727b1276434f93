/**
 * Which variables of this process a child gets. `true`: all. `false`: only what a program needs to
 * run (PATH, HOME, LANG …). A list: those of `false` and the ones named. Left out: all but those
 * that look like secrets, by name: `*KEY`, `*TOKEN`, `*SECRET`, `*PASSWORD`, `*CREDENTIALS`.
 */
export type InheritEnv = boolean | readonly string[];

/**
 * The environment of a child: what it inherits, then `given`. Loopback is taken out of any HTTP proxy
 * it inherits, and Python is told not to hold back its output; `given` overrides both.
 */
export function childEnv(
  given: Readonly<Record<string, string>>,
  inherit?: InheritEnv,
  parent: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<Record<string, string>> {
  const env: Record<string, string> = { PYTHONUNBUFFERED: '1' };
  for (const [name, value] of Object.entries(parent)) {
    if (value !== undefined && passes(name, inherit)) env[name] = value;
  }
  if (Object.keys(env).some((name) => /^(https?|all)_proxy$/i.test(name))) {
    const others = env['NO_PROXY'] ?? env['no_proxy'];
    const direct = [...(others ? [others] : []), '127.0.0.1', 'localhost'].join(',');
    env['NO_PROXY'] = direct;
    env['no_proxy'] = direct;
  }
  return { ...env, ...given };
}

const secret = /(KEY|TOKEN|SECRET|PASSWORD|CREDENTIALS)$/i;
const needed = /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TZ|TMPDIR|TMP|TEMP|SYSTEMROOT)$/;

function passes(name: string, inherit: InheritEnv | undefined): boolean {
  if (inherit === undefined) return !secret.test(name);
  if (inherit === true || needed.test(name)) return true;
  return inherit !== false && inherit.includes(name);
}
