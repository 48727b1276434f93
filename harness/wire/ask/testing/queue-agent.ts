import { createClient } from 'redis';
import { answer } from './desk.ts';

const [kind = 'list', url = '', key = 'tasks', ...manners] = process.argv.slice(2);

/** `at-most-once`: a task that is taken is gone. `keyed`: effects carry the id of their message. */
const isAtMostOnce = manners.includes('at-most-once');
const isKeyed = manners.includes('keyed');
const held = `${key}:held`;
const group = 'desk';

/** A message as it stands in the queue. */
interface Message {
  readonly id: string;
  readonly input: unknown;
  readonly turn?: number;
  readonly conversation?: string;
  readonly replyTo: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A message that was taken, and what says that it is done with. */
interface Taken {
  readonly message: Message;
  readonly isAgain: boolean;
  readonly reply: (fields: { readonly [name: string]: string }) => Promise<unknown>;
  readonly done: () => Promise<unknown>;
}

/** An agent that works on tasks of a list or a stream, and on those first that an earlier one left. */
const open = createClient({ url });
const waiting = createClient({ url });
await Promise.all([open.connect(), waiting.connect()]);
console.log('ready');
const sessions = new Map<string, unknown[]>();
for await (const taken of kind === 'list' ? ofList() : ofStream()) void work(taken);

async function work({ message, isAgain, reply, done }: Taken): Promise<void> {
  const { id, input, turn = 1, conversation = id, headers } = message;
  const before = turn === 1 ? [] : (sessions.get(conversation) ?? []);
  sessions.set(conversation, [...before, input]);
  const said = isAgain && input !== 'order' ? `${String(input)} again` : input;
  const { signal } = new AbortController();
  const told = { ...headers, ...(isKeyed && { 'idempotency-key': id }) };
  await answer({ said, before, headers: told, signal }).then(
    (text) => reply({ answer: text }),
    (error: Error) => reply({ error: error.message }),
  );
  await done();
}

async function* ofList(): AsyncGenerator<Taken> {
  const left = isAtMostOnce ? [] : await open.lRange(held, 0, -1);
  for (const element of left) yield fromList(element, true);
  for (;;) {
    const element = isAtMostOnce
      ? (await waiting.blPop(key, 0))?.element
      : await waiting.blMove(key, held, 'LEFT', 'RIGHT', 0);
    if (element) yield fromList(element, false);
  }
}

function fromList(element: string, isAgain: boolean): Taken {
  const message = JSON.parse(element) as Message;
  return {
    message,
    isAgain,
    reply: (fields) => open.rPush(message.replyTo, JSON.stringify(fields)),
    done: () => open.lRem(held, 1, element),
  };
}

async function* ofStream(): AsyncGenerator<Taken> {
  await open.xGroupCreate(key, group, '0', { MKSTREAM: true }).catch(() => {});
  const left = await open.xAutoClaim(key, group, 'one', 0, '0');
  for (const entry of left.messages) if (entry) yield fromStream(entry, true);
  const wanted = { key, id: '>' };
  for (;;) {
    const read = await waiting.xReadGroup(group, 'one', wanted, { BLOCK: 0, COUNT: 1 });
    for (const entry of read?.[0]?.messages ?? []) yield fromStream(entry, false);
  }
}

function fromStream(entry: { id: string; message: Record<string, string> }, isAgain: boolean) {
  const { input = '', turn, headers = '{}', replyTo = '' } = entry.message;
  const message = {
    ...entry.message,
    input: input.startsWith('{') ? (JSON.parse(input) as unknown) : input,
    ...(turn !== undefined && { turn: Number(turn) }),
    headers: JSON.parse(headers) as Message['headers'],
  } as Message;
  return {
    message,
    isAgain,
    reply: (fields: Record<string, string>) => open.xAdd(replyTo, '*', fields),
    done: () => open.xAck(key, group, entry.id),
  };
}
