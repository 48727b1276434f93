import path from 'node:path';
import { catalogue } from '../../faults/catalogue.ts';
import { badArgument } from '../../harness/model/error.ts';
import { passedApi } from '../../harness/points/plain-http/passed-api.ts';
import { askedFaults } from '../../harness/run/standalone/asked-fault.ts';
import type { GatewayRoute } from '../../harness/run/standalone/serve-routes.ts';
import { printable } from '../../reports/words/printable.ts';
import { openPoint, type OpenedPoint } from '../provider/provider-point.ts';
import { openNear } from '../provider/upstreams.ts';
import type { RouteConfig } from './gateway-config.ts';

/** A route, with all that it has open. */
export interface OpenedRoute extends Pick<OpenedPoint, 'says' | 'close'> {
  readonly route: GatewayRoute;
}

/** What the routes of a gateway have in common. */
export interface RoutesSettings {
  /** The folder that their files are named from. */
  readonly folder: string;
  readonly allowRemote: boolean;
  readonly onError: (error: unknown) => void;
}

/** Opens a route of a gateway; throws as `openPoint` does, with the name of the route. */
export async function openRoute(
  config: RouteConfig,
  settings: RoutesSettings,
): Promise<OpenedRoute> {
  const { name, host, path: at, faults } = config;
  const opened = await openedAt(config, settings);
  try {
    const { point, says, close } = opened;
    const plan = askedFaults(faults, { at: name, point, faults: catalogue });
    const place = { ...(host !== undefined && { host }), ...(at !== undefined && { path: at }) };
    return { route: { name, point, plan, ...place }, says, close };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function openedAt(config: RouteConfig, settings: RoutesSettings): Promise<OpenedPoint> {
  const { folder, allowRemote, onError } = settings;
  if (config.kind === 'api') return await openApi(config, allowRemote);
  const { name: _, host: __, path: ___, kind: ____, faults: _____, ...flags } = config;
  const inFolder = (file: string) => path.resolve(folder, file);
  const files = Object.fromEntries(
    (['script', 'record', 'replay'] as const).flatMap((flag) => {
      const file = flags[flag];
      return file === undefined ? [] : [[flag, inFolder(file)]];
    }),
  );
  return await openPoint({ ...flags, ...files, allowRemote }, onError);
}

async function openApi(config: RouteConfig, allowRemote: boolean): Promise<OpenedPoint> {
  const { name, upstream = [], upstreamTimeout } = config;
  const idle = modelsOnly.find((option) => config[option] !== undefined);
  const [url, more] = upstream;
  if (url === undefined || more !== undefined || idle !== undefined) {
    const got = idle ?? `${upstream.length} upstreams`;
    const fix =
      'Leave out what is of models: a route of kind api passes requests on to one server.';
    throw badArgument(`route ${name} of kind api to have one upstream alone`, got, fix);
  }
  const opened = await openNear({ url, timeoutMs: upstreamTimeout }, allowRemote);
  return {
    point: passedApi(opened),
    says: [`passing requests on to ${printable(url)}`],
    close: opened.close,
  };
}

const modelsOnly = [
  'script',
  'say',
  'record',
  'replay',
  'onMiss',
  'models',
  'requestsPerMinute',
  'tokensPerMinute',
  'contextTokens',
  'firstToken',
  'gap',
] as const;
