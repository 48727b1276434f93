import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from './testing/ask.ts';
import { freePorts } from './testing/free-ports.ts';
import { openToxiproxy } from './testing/open.ts';

/** One request and what the real server said to it. */
interface Step {
  readonly title: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly reply: Reply;
}

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly isNosniff: boolean;
  readonly hasId: boolean;
  readonly body: string;
}

const file = new URL('conformance.test.txt', import.meta.url);
const [, ...blocks] = readFileSync(file, 'utf8').trimEnd().split('\n\n').slice(2);
const steps = blocks.map(stepOf);
const replies: Reply[] = [];
let close = async () => {};

beforeAll(async () => {
  const ports = new Map<string, number>();
  const named = new Set(blocks.join().match(/\b28\d{3}\b/g));
  const free = await freePorts(named.size);
  for (const name of named) ports.set(name, free[ports.size] ?? 0);
  const back = new Map([...ports].map(([name, port]) => [String(port), name]));
  const there = (text: string) => text.replaceAll(/\b28\d{3}\b/g, (name) => `${ports.get(name)}`);
  const again = (text: string) => text.replaceAll(/\b\d{5}\b/g, (port) => back.get(port) ?? port);
  const toxiproxy = await openToxiproxy();
  close = toxiproxy.close;
  for (const { method, path, headers, body } of steps) {
    const sent = body === undefined ? undefined : there(body);
    const got = await ask(toxiproxy.server, method, path, sent, headers);
    replies.push({
      status: got.status,
      type: got.headers['content-type'] ?? '-',
      isNosniff: got.headers['x-content-type-options'] === 'nosniff',
      hasId: /^[0-9a-v]{20}$/.test(String(got.headers['x-toxiproxy-request-id'])),
      body: again(got.body),
    });
  }
});
afterAll(() => close());

test('the record is whole', () => {
  expect(steps).toHaveLength(92);
});

test.for(steps.map((step, index) => ({ ...step, index })))('$title', ({ reply, index }) => {
  expect(replies[index]).toEqual(reply);
});

function stepOf(block: string): Step {
  const [title = '', ...lines] = block.split('\n');
  const [[request = '', body], [head = '', replyBody = '']] = ['> ', '< '].map((mark) =>
    lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(mark.length)),
  ) as [string[], string[]];
  const [, method = '', path = '', name, value = ''] =
    /^(\S+) (\S+)(?: ([\w-]+)=(.*))?$/.exec(request) ?? [];
  const [, status, type = '', flags = ''] = /^(\d+) (.*?)((?: \+\w+)*)$/.exec(head) ?? [];
  return {
    title,
    method,
    path,
    headers: name === undefined ? {} : { [name]: value },
    body,
    reply: {
      status: Number(status),
      type,
      isNosniff: flags.includes('+nosniff'),
      hasId: flags.includes('+id'),
      body: replyBody.replace(/↵$/, '\n'),
    },
  };
}
