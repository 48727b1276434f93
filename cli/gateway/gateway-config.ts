import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { badArgument, HarnessError } from '../../harness/model/error.ts';
import { jsonOf, parsedArtifact } from '../../harness/model/json/artifact.ts';
import { toMs, type Duration } from '../../harness/model/options/duration.ts';
import { missWays } from '../provider/point-flags.ts';

const duration = z.string().transform((text, context) => {
  try {
    return toMs(text as Duration);
  } catch {
    context.addIssue({ code: 'custom', message: 'expected a length of time such as "30s"' });
    return z.NEVER;
  }
});
const texts = z.union([z.string(), z.array(z.string()).max(100)]).transform((one) => [one].flat());
const count = z.int().min(1);

const routeSchema = z.strictObject({
  name: z.string().regex(/^[\w-]+$/, 'expected letters, digits, _ and -'),
  host: z
    .string()
    .regex(/^[\w.-]+$/, 'expected the name of a host without a port')
    .exactOptional(),
  path: z
    .string()
    .regex(/^(\/[\w.~-]+)+$/, 'expected a path such as "/openai", without a slash at its end')
    .refine((path) => !/^\/(brownout|metrics|brownout-task)(\/|$)/.test(path), 'that path is taken')
    .exactOptional(),
  /** `api`: any server behind HTTP, such as a tool. */
  kind: z.enum(['model', 'api']).default('model'),
  faults: texts.default([]),
  script: z.string().exactOptional(),
  say: z.string().exactOptional(),
  upstream: texts.exactOptional(),
  upstreamTimeout: duration.default(600_000),
  record: z.string().exactOptional(),
  replay: z.string().exactOptional(),
  onMiss: z.enum(missWays).exactOptional(),
  models: z.array(z.string()).max(1_000).exactOptional(),
  requestsPerMinute: count.exactOptional(),
  tokensPerMinute: count.exactOptional(),
  contextTokens: count.exactOptional(),
  firstToken: duration.exactOptional(),
  gap: duration.exactOptional(),
});

/** One route of a gateway; times in ms. */
export type RouteConfig = z.infer<typeof routeSchema>;

const schema = z.strictObject({
  routes: z.array(routeSchema).min(1).max(100),
});

/** The routes of a gateway, as its file has them; each is said in the words of `brownout provider`. */
export type GatewayConfig = z.infer<typeof schema>;

/**
 * Reads the file of a gateway.
 * @throws HarnessError `unreadable`, `bad-artifact` for another shape, `bad-argument` for routes that are in
 * the way of one another.
 */
export function gatewayConfigIn(file: string): GatewayConfig {
  const said = { file, what: 'the routes of a gateway' };
  const config = parsedArtifact(jsonOf(textOf(file), said), schema, said);
  const { routes } = config;
  const once = (what: string, of: (route: RouteConfig) => string | undefined) => {
    const values = routes.flatMap((route) => of(route) ?? []);
    const twice = values.find((value, index) => values.indexOf(value) !== index);
    if (twice === undefined) return;
    throw badArgument(`${what} of routes to differ`, `${twice} twice`, `Change one in ${file}.`);
  };
  once('names', ({ name }) => name);
  once('places', ({ host = '', path = '' }) => `${host.toLowerCase()}${path || '/'}`);
  once('files to record to', ({ record }) => record);
  return config;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const got = code === 'ENOENT' ? 'no such file' : message;
    const fix = 'Write one: {"routes":[{"name":"openai","path":"/openai","upstream":"http://…"}]}.';
    throw new HarnessError(
      'unreadable',
      { expected: `the routes of a gateway in ${file}`, got, fix },
      { cause: error },
    );
  }
}
