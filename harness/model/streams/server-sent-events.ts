/** One server-sent event without a name; `json` has no line breaks, as `JSON.stringify` writes it. */
export function dataEvent(json: string): string {
  return `data: ${json}\n\n`;
}

/** One server-sent event with a name; `json` has no line breaks, as `JSON.stringify` writes it. */
export function namedEvent(name: string, json: string): string {
  return `event: ${name}\ndata: ${json}\n\n`;
}

/** The events of a stream's text, each with the blank line that ends it; joined they are the text. */
export function splitEvents(text: string): readonly string[] {
  return text.split(/(?<=\n\n|\r\n\r\n)/);
}
