import { readFileSync } from 'node:fs';

/** The TCP port of a service name, such as 5432 for `postgresql`; null for an unknown name. */
export function servicePort(name: string): number | null {
  ports ??= new Map([...usual, ...readServices()]);
  return ports.get(name.toLowerCase()) ?? null;
}

let ports: ReadonlyMap<string, number> | undefined;

/** The services that are known on machines without `/etc/services`, as in Go. */
const usual: readonly (readonly [string, number])[] = [
  ['domain', 53],
  ['ftp', 21],
  ['ftps', 990],
  ['gopher', 70],
  ['http', 80],
  ['https', 443],
  ['imap2', 143],
  ['imap3', 220],
  ['imaps', 993],
  ['pop3', 110],
  ['pop3s', 995],
  ['smtp', 25],
  ['ssh', 22],
  ['submissions', 465],
  ['telnet', 23],
];

function readServices(): readonly (readonly [string, number])[] {
  try {
    return servicesIn(readFileSync('/etc/services', 'utf8'));
  } catch {
    return [];
  }
}

/** The TCP services of a file such as `/etc/services`, with their aliases. */
export function servicesIn(text: string): readonly (readonly [string, number])[] {
  return text.split('\n').flatMap((line) => {
    const [name, place = '', ...aliases] = line.replace(/#.*/, '').trim().split(/\s+/);
    const [, port] = /^(\d+)\/tcp$/.exec(place) ?? [];
    if (!name || port === undefined) return [];
    return [name, ...aliases].map((each) => [each.toLowerCase(), Number(port)] as const);
  });
}
