import type { CassetteEntry, RecordedRequest } from '../../model/cassette.ts';
import { canonical } from '../../model/json/json.ts';
import { isObject } from '../../model/json/walk.ts';
import type { KeyedRequest } from './recorded-request.ts';

/**
 * In words, which entry is most like a request that was not recorded, and what differs: `a chat of 3
 * messages with m, unlike entry 2 in message 3 (user): recorded "To Rome", asked "To Bonn"`.
 */
export function nearestWords(
  { request: asked }: KeyedRequest,
  entries: readonly CassetteEntry[],
): string {
  const what = wordsOf(asked);
  const [first, ...others] = entries.map(({ request }, index) => {
    const differences = differencesOf(request, asked);
    return { nth: index + 1, differences, far: farness(request, asked) };
  });
  if (!first) return `${what}, and the cassette is empty`;
  const near = others.reduce((best, one) => (one.far < best.far ? one : best), first);
  return `${what}, unlike entry ${near.nth}, which is nearest, in ${near.differences.join('; ')}`;
}

function wordsOf({ label, model, messages, stream }: RecordedRequest): string {
  const size = label === 'chat' ? ` of ${messages.length} messages` : '';
  const by = model === '' ? '' : ` with ${model}`;
  return `${label}${size}${by}${stream ? ', streamed' : ''}`;
}

const members = ['dialect', 'label', 'model', 'stream'] as const;

/** How many things differ; what is asked for counts more than what is said. */
function farness(one: RecordedRequest, other: RecordedRequest): number {
  const apart = members.filter((name) => one[name] !== other[name]).length;
  const [longer, shorter] =
    one.messages.length > other.messages.length ? [one, other] : [other, one];
  const unlike = longer.messages.filter(
    (message, index) => canonical(message) !== canonical(shorter.messages[index]),
  );
  return apart * 3 + unlike.length + (canonical(one.tools) === canonical(other.tools) ? 0 : 1);
}

function differencesOf(recorded: RecordedRequest, asked: RecordedRequest): readonly string[] {
  const plain = members
    .filter((name) => recorded[name] !== asked[name])
    .map(
      (name) => `${name}: recorded ${shownValue(recorded[name])}, asked ${shownValue(asked[name])}`,
    );
  const differences = [...plain, ...messagesApart(recorded, asked), ...toolsApart(recorded, asked)];
  if (differences.length > 0) return differences;
  return ['what is not text: images, definitions of tools, the format that is asked for'];
}

function messagesApart(recorded: RecordedRequest, asked: RecordedRequest): readonly string[] {
  const [before, now] = [recorded.messages, asked.messages];
  const count = Math.max(before.length, now.length);
  const at = Array.from({ length: count }, (_, index) => index).find(
    (index) => canonical(before[index]) !== canonical(now[index]),
  );
  if (at === undefined) return [];
  const [was, is] = [before[at], now[at]];
  const lengths = before.length === now.length ? '' : ` (of ${before.length}, of ${now.length})`;
  const { role } = isObject(is) ? is : {};
  const who = typeof role === 'string' ? ` (${role})` : '';
  const [shownWas, shownIs] = apart(saidIn(was), saidIn(is));
  return [`message ${at + 1}${lengths}${who}: recorded ${shownWas}, asked ${shownIs}`];
}

function toolsApart({ tools: before }: RecordedRequest, { tools: now }: RecordedRequest) {
  const gone = before.filter((tool) => !now.includes(tool));
  const added = now.filter((tool) => !before.includes(tool));
  return [
    ...(gone.length > 0 ? [`tools: ${gone.join(', ')} no longer offered`] : []),
    ...(added.length > 0 ? [`tools: ${added.join(', ')} offered now`] : []),
  ];
}

/** A message's text where that is all of it. */
function saidIn(message: unknown): string {
  if (message === undefined) return '';
  const isPlain = isObject(message) && typeof message['text'] === 'string' && !message['calls'];
  return isPlain && message['text'] !== '' ? (message['text'] as string) : canonical(message);
}

/** Two texts from where they part. */
function apart(one: string, other: string): readonly [string, string] {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const from = Math.max(0, at - context);
  const cut = (text: string) => {
    if (text === '') return 'none';
    const piece = text.slice(from, from + mostShown).toWellFormed();
    const [start, end] = [from > 0 ? '…' : '', from + mostShown < text.length ? '…' : ''];
    return JSON.stringify(`${start}${piece}${end}`);
  };
  return [cut(one), cut(other)];
}

const context = 20;
const mostShown = 80;

function shownValue(value: string | boolean): string {
  return value === '' ? 'none' : String(value);
}
