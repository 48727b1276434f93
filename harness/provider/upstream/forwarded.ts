/** The headers without those of their own connection and of their body's packing. */
export function forwarded(headers: Readonly<Record<string, string>>): Record<string, string> {
  const named = new Set((headers['connection'] ?? '').split(',').map((name) => name.trim()));
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !ofTheConnection.has(name) && !named.has(name)),
  );
}

/** The headers of a reply, each as one text, without those of its connection. */
export function headersOf(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = typeof value === 'string' ? value : value.join(', ');
  }
  const { 'content-encoding': packed, 'content-length': length } = flat;
  return {
    ...forwarded(flat),
    ...(packed !== undefined && { 'content-encoding': packed }),
    ...(length !== undefined && { 'content-length': length }),
  };
}

const ofTheConnection = new Set(
  [
    'host connection keep-alive transfer-encoding content-length content-encoding',
    'accept-encoding upgrade te trailer expect proxy-connection proxy-authorization',
  ]
    .join(' ')
    .split(' '),
);
