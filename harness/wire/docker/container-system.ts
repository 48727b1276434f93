import { HarnessError } from '../../model/error.ts';
import type { RunningSystem } from '../../model/scenario.ts';
import { aborted } from '../process/aborted.ts';
import type { AskAt } from '../ask/way.ts';
import { keepLines, quote } from '../process/lines.ts';
import { startChild } from '../process/process.ts';
import { untilAgentReady, type ContainerAgent } from './container-agent.ts';
import { refusal, unless } from './docker-api.ts';
import { openEngine, type Engine } from './engine.ts';
import { guardContainers } from './guard.ts';
import { hostPort, isPortTaken } from './host-port.ts';
import { logsOf } from './logs.ts';
import { owner, ownerLabel } from './owner.ts';
import { agentHost, agentSystem } from './agent-system.ts';

/** The settings of a container to start, named as in the engine's API. */
export interface ContainerSpec {
  /** The name in messages. */
  readonly name: string;
  readonly source: { readonly image: string } | { readonly build: string };
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  readonly binds: readonly string[];
  readonly settings: {
    readonly Cmd?: string[];
    readonly WorkingDir?: string;
    readonly User?: string;
  };
  readonly limits: { readonly NanoCpus?: number; readonly Memory?: number };
  readonly ready: string | RegExp | undefined;
  readonly readyMs: number;
  readonly askAt: AskAt;
}

/**
 * Starts a container, and waits until its agent is ready.
 * @throws HarnessError with its last lines, with nothing left on the engine.
 */
export async function startContainer(spec: ContainerSpec): Promise<RunningSystem> {
  const engine = await openEngine();
  const closing = new AbortController();
  const made: { id?: string } = {};
  const remove = async () => {
    closing.abort();
    if (made.id === undefined) return;
    const container = engine.docker.getContainer(made.id);
    await unless(container.remove({ force: true, v: true }), 404, 409);
  };
  const release = guardContainers(remove);
  const end = async () => {
    await remove();
    release();
  };
  try {
    const image = 'image' in spec.source ? spec.source.image : await build(spec.source.build);
    const address = await startWithPort(engine, spec, image, made);
    const id = made.id ?? '';
    const inside: ContainerAgent = { ...spec, engine, id, address, closing: closing.signal };
    await untilAgentReady(inside);
    return agentSystem(inside, {
      hosts: { agent: agentHost(inside) },
      lines: async () => (await logsOf(engine.docker, id)).map(({ text }) => text),
      remove: end,
    });
  } catch (error) {
    await end();
    throw error;
  }
}

const portTries = 3;

async function startWithPort(
  engine: Engine,
  spec: ContainerSpec,
  image: string,
  made: { id?: string },
): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    const port = await hostPort(spec.name);
    const container = await create(engine, spec, image, port);
    made.id = container.id;
    try {
      await container.start();
      return `http://127.0.0.1:${port}`;
    } catch (error) {
      await unless(container.remove({ force: true, v: true }), 404, 409);
      const { says } = refusal(error);
      if (!isPortTaken(says) || tries === portTries) throw cannotStart(spec, says, error);
    }
  }
}

let count = 0;

async function create(engine: Engine, spec: ContainerSpec, image: string, port: number) {
  const inner = `${spec.port}/tcp`;
  count += 1;
  const options = {
    name: `brownout-${owner()}-${count}`,
    Image: image,
    Env: Object.entries(spec.env).map(([name, value]) => `${name}=${value}`),
    Labels: { [ownerLabel]: owner() },
    ExposedPorts: { [inner]: {} },
    HostConfig: {
      PortBindings: { [inner]: [{ HostIp: '127.0.0.1', HostPort: String(port) }] },
      Binds: [...spec.binds],
      ...spec.limits,
    },
    ...spec.settings,
  };
  try {
    return await engine.docker.createContainer(options);
  } catch (error) {
    if (refusal(error).status !== 404) throw cannotStart(spec, refusal(error).says, error);
  }
  try {
    await engine.pull(image);
    return await engine.docker.createContainer(options);
  } catch (error) {
    throw new HarnessError(
      'system-died',
      {
        expected: `the image ${image} to be there, or to be had from its registry`,
        got: refusal(error).says,
        fix: `Try \`docker pull ${image}\`, or build it first.`,
      },
      { cause: error },
    );
  }
}

const buildMs = 600_000;

async function build(folder: string): Promise<string> {
  const lines = keepLines();
  const child = await startChild({
    command: ['docker', 'build', '--quiet', '.'],
    cwd: folder,
    env: process.env as Record<string, string>,
    lines,
  });
  await aborted(AbortSignal.any([child.gone, AbortSignal.timeout(buildMs)]));
  await child.kill(0);
  // Named by what is in it, it is built once, and leaves no name behind.
  const image = lines.last().find((line) => /^sha256:[0-9a-f]{64}$/.test(line));
  if (child.ended() === 'exit code 0' && image !== undefined) return image;
  throw new HarnessError('system-died', {
    expected: `docker build to make an image of ${folder}`,
    got: `${child.ended()}${quote(lines.last())}`,
    fix: 'Correct its Dockerfile.',
  });
}

function cannotStart(spec: ContainerSpec, says: string, cause: unknown): HarnessError {
  return new HarnessError(
    'system-died',
    {
      expected: `a container of ${spec.name} to start`,
      got: says,
      fix: 'Start it by hand with docker run, and see what it says.',
    },
    { cause },
  );
}
