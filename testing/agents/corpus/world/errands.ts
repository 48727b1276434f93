/** What an office says, as JSON. */
type Said = Readonly<Record<string, unknown>>;

/** Reads what a job rests on; null where any of it cannot be had, for then it is not begun. */
export async function brief(office: string, topics: readonly string[]): Promise<Said | null> {
  let known: Said = {};
  for (const topic of topics) {
    const said = await ask(`${office}/${topic}`);
    if (said === null) return null;
    known = { ...known, [topic]: said };
  }
  return known;
}

/** Keeps a record of what was done and tells the customer, each once; says what did not arrive. */
export async function report(office: string, done: unknown): Promise<readonly string[]> {
  const untold: string[] = [];
  for (const place of ['notes', 'messages']) {
    const init = { method: 'POST', body: JSON.stringify({ done }) };
    if ((await ask(`${office}/${place}`, init)) === null) untold.push(place);
  }
  return untold;
}

async function ask(url: string, init: RequestInit = {}): Promise<Said | null> {
  try {
    const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(5_000) });
    return reply.ok ? ((await reply.json()) as Said) : null;
  } catch {
    return null;
  }
}
