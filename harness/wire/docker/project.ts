import { refusal, unless, type Docker } from './docker-api.ts';
import { logsOf } from './logs.ts';

/** The labels that every version of Compose puts on a project's parts. */
export const projectLabel = 'com.docker.compose.project';
export const serviceLabel = 'com.docker.compose.service';

/** Finds the containers of a project, by service. */
export async function containersOf(
  docker: Docker,
  project: string,
): Promise<readonly { readonly id: string; readonly service: string }[]> {
  const filters = { label: [`${projectLabel}=${project}`] };
  const found = await docker.listContainers({ all: true, filters });
  return found.map(({ Id, Labels }) => ({ id: Id, service: Labels[serviceLabel] ?? '' }));
}

/** Removes a project's containers, then its networks and volumes. */
export async function removeProject(docker: Docker, project: string): Promise<void> {
  const filters = { label: [`${projectLabel}=${project}`] };
  const containers = await containersOf(docker, project);
  await Promise.all(
    containers.map(({ id }) =>
      unless(docker.getContainer(id).remove({ force: true, v: true }), 404, 409),
    ),
  );
  const networks = await docker.listNetworks({ filters });
  const { Volumes } = await docker.listVolumes({ filters });
  await Promise.all([
    ...networks.map(({ Id }) => unless(docker.getNetwork(Id).remove(), 404)),
    ...(Volumes ?? []).map(({ Name }) => unless(docker.getVolume(Name).remove(), 404)),
  ]);
}

/** Reads the last lines of all containers of a project, in order of time: `redis | Ready`. */
export async function linesOfProject(docker: Docker, project: string): Promise<readonly string[]> {
  const containers = await containersOf(docker, project);
  const all = await Promise.all(
    containers.map(async ({ id, service }) =>
      (await logsOf(docker, id)).map(({ at, text }) => ({ at, text: `${service} | ${text}` })),
    ),
  );
  const lines = all.flat().toSorted((a, b) => (a.at < b.at ? -1 : 1));
  return lines.slice(-most).map(({ text }) => text);
}

const most = 200;

/** Waits until a container is healthy; returns at once if it has no health check. */
export async function isWell(docker: Docker, id: string): Promise<string | null> {
  try {
    const { State } = await docker.getContainer(id).inspect();
    if (!State.Running) return `it ended with exit code ${State.ExitCode}`;
    const status = State.Health?.Status ?? 'none';
    return status === 'healthy' || status === 'none' ? null : `it is ${status}`;
  } catch (error) {
    return refusal(error).says;
  }
}
