import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HarnessError } from '../../model/error.ts';
import type { HostPlace } from '../../model/fault/place.ts';
import type { RunningSystem } from '../../model/scenario.ts';
import type { AskAt } from '../ask/way.ts';
import { quote } from '../process/lines.ts';
import { proxyInside } from '../agent/proxy-env.ts';
import { untilReady } from '../agent/ready.ts';
import { tempFolder } from '../process/temp-folder.ts';
import { untilAgentReady, type ContainerAgent } from './container-agent.ts';
import { compose, messageOf, type ComposeCommand } from './compose-command.ts';
import { openEngine, type Engine } from './engine.ts';
import { guardContainers } from './guard.ts';
import { hostOf } from './host.ts';
import { hostPort, isPortTaken } from './host-port.ts';
import { owner, ownerLabel } from './owner.ts';
import { containersOf, isWell, linesOfProject, removeProject } from './project.ts';
import { agentHost, agentSystem } from './agent-system.ts';

/** A project of Compose to start. */
export interface ComposeSpec {
  /** The name in messages. */
  readonly name: string;
  /** Absolute paths; paths in all files are relative to the first file's folder. */
  readonly files: readonly string[];
  readonly service: string;
  readonly port: number;
  readonly others: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The address of the refusing proxy, for hosts that are neither a point nor a service. */
  readonly refusing: string | undefined;
  readonly ready: string | RegExp | undefined;
  readonly readyMs: number;
  readonly askAt: AskAt;
}

/**
 * Starts the agent's service with its dependencies, and waits until they are ready.
 * @throws HarnessError with the last lines, with nothing left on the engine.
 */
export async function startCompose(spec: ComposeSpec): Promise<RunningSystem> {
  const engine = await openEngine();
  const closing = new AbortController();
  count += 1;
  const project = `brownout-${owner()}-${count}`;
  const scratch = tempFolder('compose');
  const remove = async () => {
    closing.abort();
    scratch.remove();
    await removeProject(engine.docker, project);
  };
  const release = guardContainers(remove);
  const end = async () => {
    await remove();
    release();
  };
  try {
    const [first = ''] = spec.files;
    const command = { project, files: spec.files, folder: dirname(first), closing: closing.signal };
    const services = await servicesOf(spec, command);
    const layer = join(scratch.path, 'brownout.json');
    const up = { ...command, files: [...spec.files, layer] };
    const lines = () => linesOfProject(engine.docker, project);
    const address = await upWithPort(spec, up, (port) => {
      writeFileSync(layer, JSON.stringify(layerOf(spec, services, port)));
    });
    const found = await inProject(engine, project, spec, { address, closing: closing.signal });
    await untilAgentReady(found.inside);
    return agentSystem(found.inside, { hosts: found.hosts, lines, remove: end });
  } catch (error) {
    await end();
    throw error;
  }
}

let count = 0;

async function servicesOf(spec: ComposeSpec, command: ComposeCommand): Promise<readonly string[]> {
  const done = await compose(command, 'config', '--services');
  if (done.ended !== 'exit code 0') throw cannotStart(spec, messageOf(done));
  for (const wanted of [spec.service, ...spec.others]) {
    if (done.lines.includes(wanted)) continue;
    throw new HarnessError('bad-argument', {
      expected: `a service of ${spec.name}`,
      got: `'${wanted}'`,
      fix: `Correct \`service\` or \`hosts\`. Compose knows: ${done.lines.join(', ')}.`,
    });
  }
  return done.lines;
}

const portTries = 3;

async function upWithPort(
  spec: ComposeSpec,
  up: ComposeCommand,
  publish: (port: number) => void,
): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    const port = await hostPort(spec.name);
    publish(port);
    const done = await compose(up, 'up', '-d', spec.service, ...spec.others);
    if (done.ended === 'exit code 0') return `http://127.0.0.1:${port}`;
    if (isPortTaken(done.lines.join(' ')) && tries < portTries) continue;
    throw cannotStart(spec, messageOf(done));
  }
}

/** The override of the user's files, as JSON, which Compose reads as YAML. */
function layerOf(spec: ComposeSpec, services: readonly string[], port: number): object {
  const label = { [ownerLabel]: owner() };
  const proxy = spec.refusing === undefined ? {} : proxyInside(spec.refusing, services);
  const agent = {
    environment: { ...proxy, ...spec.env },
    ports: [`127.0.0.1:${port}:${spec.port}`],
  };
  return {
    version: '3',
    services: Object.fromEntries(
      services.map((name) => [name, { labels: label, ...(name === spec.service && agent) }]),
    ),
  };
}

interface Found {
  readonly inside: ContainerAgent;
  readonly hosts: Readonly<Record<string, HostPlace>>;
}

async function inProject(
  engine: Engine,
  project: string,
  spec: ComposeSpec,
  where: Pick<ContainerAgent, 'address' | 'closing'>,
): Promise<Found> {
  const containers = await containersOf(engine.docker, project);
  const idOf = (service: string) => {
    const found = containers.find((one) => one.service === service);
    if (found) return found.id;
    throw cannotStart(spec, `no container of the service ${service}`);
  };
  const inside: ContainerAgent = { ...spec, ...where, engine, id: idOf(spec.service) };
  const hosts: Record<string, HostPlace> = { [spec.service]: agentHost(inside) };
  for (const service of spec.others) {
    const id = idOf(service);
    const well = async (ms: number) =>
      untilReady(
        () => isWell(engine.docker, id),
        AbortSignal.any([where.closing, AbortSignal.timeout(ms)]),
      );
    const problem = await well(spec.readyMs);
    if (problem !== null) {
      const said = quote(await linesOfProject(engine.docker, project));
      throw cannotStart(spec, `${service}: ${problem}${said}`);
    }
    hosts[service] = hostOf(engine, id, async () => void (await well(awakeMs)));
  }
  return { inside, hosts };
}

/** The most time for a restarted service to become healthy (ms). */
const awakeMs = 20_000;

function cannotStart({ name, files }: ComposeSpec, got: string): HarnessError {
  const named = files.map((file) => `-f ${file}`).join(' ');
  return new HarnessError('system-died', {
    expected: `the services of ${name} to start`,
    got,
    fix: `Start them by hand (docker compose ${named} up), and see what they say.`,
  });
}
