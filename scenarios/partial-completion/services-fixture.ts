/** A request as it reached a service. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly key: string;
  readonly body: Record<string, unknown>;
}

/** What the booking services remember: bookings by key, keys voided, bookings that stand. */
export interface Books {
  readonly made: Map<string, string>;
  readonly voided: Set<string>;
  readonly standing: Set<string>;
}

/** What the model or a booking service answers to a request. */
export function answer(seen: Seen, { made, voided, standing }: Books): Response {
  const { method, path, key, body } = seen;
  if (path === '/chat/completions') return plan(body);
  if (path === '/alerts') return json({});
  if (path === '/voided-keys') {
    voided.add(String(body['key']));
    return json({ booking: made.get(String(body['key'])) ?? null });
  }
  if (path.startsWith('/keys/')) return json({ booking: made.get(path.slice(6)) ?? null });
  if (method === 'DELETE') {
    standing.delete(path.split('/')[2] ?? '');
    return json({});
  }
  if (voided.has(key)) return json({}, 409);
  const tool = path.slice(1);
  const count = [...standing].filter((one) => one.startsWith(tool)).length;
  const booking = made.get(key) ?? `${tool}-${count + 1}`;
  made.set(key, booking);
  standing.add(booking);
  return json({ booking }, 201);
}

/** Whether it asks a tool for a booking. */
export function isBooking(seen: Seen, tool: string): boolean {
  return seen.method === 'POST' && seen.path === `/${tool}`;
}

/** A reply of the model that calls tools, or says something. */
export function turn(wishes: readonly [string, object][], content: string | null = null): Response {
  const calls = wishes.map(([name, args], index) => ({
    id: `call-${name}-${index}-${JSON.stringify(args).length}-${wishes.length}`,
    type: 'function',
    function: { name, arguments: JSON.stringify(args) },
  }));
  const message = { role: 'assistant', content, ...(calls.length ? { tool_calls: calls } : {}) };
  return json({ choices: [{ index: 0, message, finish_reason: 'stop' }] });
}

/** A JSON reply. */
export function json(value: unknown, status = 200): Response {
  return Response.json(value, { status });
}

function plan(body: Record<string, unknown>): Response {
  const messages = body['messages'] as { role: string }[];
  if (messages.some(({ role }) => role === 'tool')) return turn([], 'Your trip is booked!');
  return turn([
    ['book_flight', { to: 'Rome' }],
    ['book_hotel', { name: 'Hotel A' }],
    ['book_car', { city: 'Rome' }],
  ]);
}
