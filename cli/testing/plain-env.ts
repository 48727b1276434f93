import path from 'node:path';

/** The environment of this process without variables of vitest. */
export function plainEnv(): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    const isOfTests =
      /^(VITEST|NODE_ENV|NODE_OPTIONS|NO_COLOR|FORCE_COLOR|npm_|DEV$|MODE$|PROD$|TEST$|SSR$|BASE_URL$)/;
    if (value !== undefined && !isOfTests.test(name)) env[name] = value;
  }
  // Scenarios start `node`: it should be this one.
  env['PATH'] = [path.dirname(process.execPath), env['PATH'] ?? ''].join(path.delimiter);
  return env;
}
