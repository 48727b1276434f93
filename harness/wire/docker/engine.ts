import type * as Testcontainers from 'testcontainers';
import { sleep } from '../../model/clock.ts';
import { HarnessError } from '../../model/error.ts';
import type { Docker } from './docker-api.ts';
import { sweepOnce } from './sweep.ts';

/** The container engine of this machine, found by DOCKER_HOST or the usual sockets. */
export interface Engine {
  readonly docker: Docker;
  /** Pulls an image from its registry; rejects if that fails. */
  readonly pull: (image: string) => Promise<void>;
  readonly cpus: number;
  readonly memoryBytes: number;
}

/**
 * Opens the engine, once for each process, and removes what killed harnesses left on it.
 * @throws HarnessError `missing-part` if there is no engine, or testcontainers is not installed.
 */
export function openEngine(): Promise<Engine> {
  opened ??= open().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

let opened: Promise<Engine> | undefined;
const answerMs = 15_000;

async function open(): Promise<Engine> {
  const { getContainerRuntimeClient, ImageName } = await load();
  const limit = new AbortController();
  const late = sleep(answerMs, limit.signal).then(() => {
    throw new Error(`no answer in ${answerMs} ms`);
  });
  try {
    const client = await Promise.race([getContainerRuntimeClient(), late]);
    const docker = client.container.dockerode;
    await Promise.race([sweepOnce(docker), late]);
    return {
      docker,
      pull: async (image) => {
        await client.image.pull(ImageName.fromString(image), { force: true, platform: undefined });
      },
      cpus: client.info.containerRuntime.cpus,
      memoryBytes: client.info.containerRuntime.memory,
    };
  } catch (error) {
    throw new HarnessError(
      'missing-part',
      {
        expected: 'a container engine that answers, for container() and compose()',
        got: error instanceof Error ? error.message : String(error),
        fix: 'Start Docker (Linux: `dockerd` or `systemctl start docker`), or set DOCKER_HOST; `brownout doctor` looks for it.',
      },
      { cause: error },
    );
  } finally {
    late.catch(() => {});
    limit.abort();
  }
}

async function load(): Promise<typeof Testcontainers> {
  try {
    return await import('testcontainers');
  } catch (error) {
    throw new HarnessError(
      'missing-part',
      {
        expected: 'the package testcontainers, for container() and compose()',
        got: 'none that can be loaded',
        fix: 'Install it in your project: npm i -D testcontainers@12',
      },
      { cause: error },
    );
  }
}
