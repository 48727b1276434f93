import { existsSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, afterAll, describe, expect, test } from 'vitest';
import { compose } from '../harness/wire/docker/compose-command.ts';
import { openEngine } from '../harness/wire/docker/engine.ts';
import { containersOf, removeProject } from '../harness/wire/docker/project.ts';
import { needingDocker, noDocker } from '../harness/wire/docker/testing/needs-docker.ts';

const root = path.join(import.meta.dirname, '..');
const project = `brownout-stack-${process.pid}`;
const files = ['docker-compose.yml', 'docker-compose.ci.yml'].map((file) => path.join(root, file));
const command = { project, files, folder: root, closing: new AbortController().signal };
const why = noDocker || (await lacking());

// Any free port for each, so that it can run beside one that a user has started.
for (const name of ['AGENT_PORT', 'PROXY_PORT', 'GATEWAY_PORT', 'PARCELS_PORT']) {
  process.env[name] = '0';
}

async function lacking(): Promise<string> {
  if (!existsSync(path.join(root, '.brownout/image'))) return 'run npm run image-context';
  return compose(command, 'version').then(
    () => '',
    () => 'no Docker Compose here',
  );
}

async function composed(...words: readonly string[]): Promise<readonly string[]> {
  const { ended, lines } = await compose(command, ...words);
  expect(ended, lines.join('\n')).toBe('exit code 0');
  return lines;
}

/** Where a port of a service is published: `127.0.0.1:49153`. */
async function published(service: string, port: string): Promise<string> {
  return (await composed('port', service, port)).find((line) => /^\S+:\d+$/.test(line)) ?? '';
}

describe.skipIf(why !== '')(needingDocker('the demo of docker-compose.yml', why), () => {
  beforeAll(async () => {
    // Once: both services of ours have the same image.
    await composed('build', 'gateway');
    await composed('up', '-d');
  }, 300_000);
  afterAll(async () => {
    const { docker } = await openEngine();
    await removeProject(docker, project);
  });

  const ask = async () => {
    const address = `http://${await published('agent', '8080')}/chat`;
    const body = JSON.stringify({ input: 'Where is my parcel?' });
    return (await fetch(address, { method: 'POST', body })).json();
  };

  test('every service becomes healthy', async () => {
    const { docker } = await openEngine();
    await expect
      .poll(
        async () => {
          const containers = await containersOf(docker, project);
          const states = containers.map(async ({ id, service }) => {
            const { State } = await docker.getContainer(id).inspect();
            return `${service} ${State.Health?.Status}`;
          });
          return (await Promise.all(states)).toSorted();
        },
        { timeout: 80_000, interval: 500 },
      )
      .toEqual(['agent healthy', 'gateway healthy', 'proxy healthy', 'valkey healthy']);
  });

  test('the agent answers, does without its store, and says so when it lacks its model', async () => {
    expect(await ask()).toMatchObject({ status: 'done', text: expect.stringMatching(/HUB-/) });
    const api = `http://${await published('proxy', '8474')}`;
    const body = JSON.stringify({ type: 'timeout', attributes: { timeout: 0 } });
    const put = await fetch(`${api}/proxies/valkey/toxics`, { method: 'POST', body });
    expect(put.status).toBe(200);
    expect(await ask()).toMatchObject({ status: 'done', text: expect.stringMatching(/HUB-/) });
    await composed('stop', '-t', '1', 'gateway');
    expect(await ask()).toMatchObject({ status: 'failed' });
  });

  test('when it is taken down, nothing is left', async () => {
    await composed('down', '-v');
    const { docker } = await openEngine();
    expect(await containersOf(docker, project)).toEqual([]);
    expect(await docker.listNetworks({ filters: { name: [project] } })).toEqual([]);
  });
});
