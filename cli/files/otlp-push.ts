import { HarnessError } from '../../harness/model/error.ts';
import { printable } from '../../reports/words/printable.ts';

/** The longest that a push may take (ms), and the most that is pushed (bytes). */
const limitMs = 10_000;
const mostBytes = 16 << 20;

/**
 * The address of an OTLP/HTTP endpoint; `/v1/traces` where it has no path. Throws `bad-argument` for what is
 * no address, and `not-supported` for one off loopback unless that is allowed.
 */
export function otlpUrl(text: string, allowRemote: boolean): URL {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new HarnessError('bad-argument', {
      expected: 'the address of an OTLP/HTTP endpoint, such as http://127.0.0.1:4318',
      got: JSON.stringify(text),
      fix: 'Give it with http:// or https://; gRPC is not spoken.',
    });
  }
  if (!allowRemote && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)) {
    throw new HarnessError('not-supported', {
      expected: 'an endpoint on this machine for --otlp',
      got: url.hostname,
      fix: 'Say --allow-remote where traces may leave it.',
    });
  }
  if (url.pathname === '/') url.pathname = '/v1/traces';
  return url;
}

/** Pushes spans in OTLP's JSON to an endpoint; says how that went, and never throws. */
export async function pushOtlp(url: URL, json: string): Promise<string> {
  const where = `${url.origin}${url.pathname}`;
  if (Buffer.byteLength(json) > mostBytes) {
    return `traces were not pushed to ${where}: more than ${mostBytes >> 20} MB`;
  }
  try {
    const reply = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: json,
      // It could lead off this machine.
      redirect: 'error',
      signal: AbortSignal.timeout(limitMs),
    });
    const said = printable((await reply.text()).slice(0, 2000), 300);
    if (!reply.ok) return `traces were not pushed to ${where}: it replied ${reply.status} ${said}`;
    const isPartial = /"rejectedSpans"\s*:\s*"?[1-9]/.test(said);
    return isPartial ? `${where} took a part of the traces: ${said}` : `pushed traces to ${where}`;
  } catch (error) {
    const { cause, message } = error as Error;
    const why = cause instanceof Error ? cause.message : message;
    return `traces were not pushed to ${where}: ${printable(why, 300)}`;
  }
}
