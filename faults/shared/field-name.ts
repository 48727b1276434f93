/** Whether a field's name ends in one of these words, in any case style: `orderId`, `order_id`. */
export function endsIn(field: string, words: ReadonlySet<string>): boolean {
  const parts = field
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words.has(parts.slice(-1).join('')) || words.has(parts.slice(-2).join(' '));
}
