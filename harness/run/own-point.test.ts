import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { addAbortSignal } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import {
  completes,
  eventsOf,
  exactlyOnce,
  finCut,
  hang,
  inProcess,
  lostReply,
  nonce,
  outage,
  repeat,
  resetCut,
  run,
  scenario,
  stall,
  stale,
  truncatedToolArguments,
  type Delivery,
  type Plan,
  type PointMaker,
} from '../../index.ts';

/**
 * A mail server in a protocol of lines: `MAIL <to> <text>` is answered `250 <id>`, or `4xx <why>`.
 */
function mail(): PointMaker {
  return {
    kind: 'mail',
    has: ['request'],
    effects: ['MAIL'],
    open: () => {
      const line = (status: number, text: string) => ({
        status: status === 250 ? 200 : status,
        headers: {},
        frames: [{ afterMs: 0, data: `${status} ${text}\r\n` }],
        end: 'done' as const,
        meaning: text,
      });
      return {
        kind: 'mail',
        basePath: '',
        effects: ['MAIL'],
        read: ({ body }) => {
          const [verb = '', to = ''] = body.split(' ');
          return { label: verb, op: `${verb} ${to}`, input: body, safe: verb !== 'MAIL' };
        },
        answer: async () => line(250, nonce('M')),
        render: (meaning) => line(250, String(meaning)),
        fail: ({ status }) => line(status, 'try later'),
        sideEffects: ({ body }, { meaning }) =>
          body.startsWith('MAIL')
            ? [{ does: 'MAIL', id: String(meaning), key: '', undoes: false }]
            : [],
      };
    },
    listen: async ({ host, cross }) => {
      const sockets = new Set<Socket>();
      const server = createServer((socket) => {
        sockets.add(socket.on('error', () => {}));
        const left = new AbortController();
        socket.once('close', () => left.abort());
        serve(
          socket,
          (body) => cross({ method: '', path: '', headers: {}, body }, left.signal),
          // The agent may reset its connection within a line.
        ).catch(() => socket.destroy());
      });
      server.listen(0, host);
      await once(server, 'listening');
      return {
        address: `${host}:${(server.address() as AddressInfo).port}`,
        close: async () => {
          for (const socket of sockets) socket.destroy();
          await new Promise((resolve) => server.close(resolve));
        },
      };
    },
  };
}

async function serve(socket: Socket, ask: (line: string) => Promise<Delivery>): Promise<void> {
  for await (const line of createInterface(socket)) {
    const delivery = await ask(line);
    if (delivery.kind === 'broken') socket.resetAndDestroy();
    if (delivery.kind !== 'reply') return;
    const { reply, sending } = delivery;
    for (const { afterMs, data } of reply.frames) {
      await setTimeout(afterMs);
      socket.write(data);
      sending?.piece();
    }
    // A reply that stalls ends when the other side leaves.
    if (reply.end === 'stall') await once(socket, 'close');
    if (reply.end === 'fin') socket.end();
    if (reply.end === 'reset') socket.resetAndDestroy();
    sending?.end(reply.end === 'stall' ? 'left' : 'sent');
  }
}

/** Sends a line; gives the first whole line that comes back, or the error that came in its place. */
async function send(address: string, line: string): Promise<string> {
  const [host = '', port] = address.split(':');
  const socket = connect(Number(port), host);
  try {
    socket.write(`${line}\r\n`);
    let heard = '';
    for await (const data of addAbortSignal(AbortSignal.timeout(300), socket)) {
      heard += String(data);
      if (heard.endsWith('\n')) return heard.trim();
    }
    return 'cut short';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? (error as Error).name;
  } finally {
    socket.destroy();
  }
}

/** Sends a mail, again where it heard nothing good. */
const mailer = (tries: number) =>
  inProcess((at) => async () => {
    const heard: string[] = [];
    for (let n = 0; n < tries; n += 1) {
      heard.push(await send(at.address('mail'), 'MAIL ada hello'));
      if (heard.at(-1)?.startsWith('250')) return { status: 'done', heard };
    }
    return { status: 'escalated', heard, note: 'the mail to ada may have been sent' };
  });

const mails = (plan: Plan, system = mailer(1), point = mail()) =>
  scenario('a mail is sent once', {
    points: { mail: point },
    system,
    tasks: [{ input: 'write to Ada' }],
    plan,
    // Each test reads the one task of this phase; a scenario of yours leaves it out, and is asked in three.
    phases: ['fault'],
    checks: [completes(), exactlyOnce('mail')],
  });
const play = (plan: Plan, system?: ReturnType<typeof mailer>) =>
  run(mails(plan, system), { mode: 'wire', seed: 1 });

describe("a point of a user's own, in a protocol of lines", () => {
  test.each<[string, Plan, RegExp]>([
    ['without faults', [], /^250 M-\w{8}$/],
    ['an outage', [outage().at('mail')], /^503 try later$/],
    ['a lost reply', [lostReply().at('mail')], /^ECONNRESET$/],
    ['silence', [hang().at('mail')], /^ABORT_ERR$/],
    ['a line that is cut', [finCut({ keep: 0.5 }).at('mail')], /^cut short$/],
    ['a connection that is reset within it', [resetCut({ keep: 0.5 }).at('mail')], /^ECONNRESET$/],
    ['a line that stops', [stall({ keep: 0.5 }).at('mail')], /^ABORT_ERR$/],
    ['a repeat', [repeat().at('mail')], /^250 M-\w{8}$/],
  ])('meets %s', async (_, plan, heard) => {
    const { trace } = await play(plan);
    const [end] = eventsOf(trace, 'task.end');
    expect(end?.ending).toMatchObject({ answer: { heard: [expect.stringMatching(heard)] } });
    expect(eventsOf(trace, 'call.start')).toMatchObject([
      { label: 'MAIL', site: { op: 'MAIL ada', attempt: 1 } },
    ]);
    expect(trace.points).toEqual({ mail: { kind: 'mail', has: ['request'], effects: ['MAIL'] } });
  });

  test('bears an agent that resets its connection within a line', async () => {
    const resets = inProcess((at) => async () => {
      const [host = '', port] = at.address('mail').split(':');
      const socket = connect(Number(port), host);
      await new Promise((sent) => socket.write('MAIL ada', sent));
      await setTimeout(20);
      socket.resetAndDestroy();
      return { status: 'done', heard: [await send(at.address('mail'), 'MAIL ada hello')] };
    });
    const { trace } = await play([], resets);
    expect(eventsOf(trace, 'call.start')).toHaveLength(1);
  });

  test('is judged like any other: a retry sends the mail twice', async () => {
    const { verdicts } = await play([lostReply().at('mail', { calls: 1 })], mailer(2));
    const failed = verdicts.flatMap(({ check, verdict }) =>
      verdict.result === 'fail' ? [check] : [],
    );
    expect(failed).toContain('exactly-once');
  });

  test.each([undefined, ['requests']])(
    'says which facets it has, of those there are: %o',
    (has) => {
      expect(() => mails([], mailer(1), { ...mail(), has: has as never })).toThrow(
        expect.objectContaining({
          code: 'bad-scenario',
          expected: expect.stringMatching(
            /^point mail of .* `has` as a list of .*: request, value/,
          ),
        }),
      );
    },
  );

  test('takes no fault for which it lacks a facet, and runs on the wire alone', async () => {
    for (const fault of [truncatedToolArguments(), stale()]) {
      expect(() => mails([fault.at('mail')])).toThrow(
        expect.objectContaining({ code: 'bad-plan', got: 'mail, which is of kind mail' }),
      );
    }
    await expect(run(mails([]), { mode: 'sim', seed: 1 })).rejects.toMatchObject({
      code: 'not-supported',
      got: expect.stringContaining('sockets or folders (mail)'),
    });
  });
});
