/** What the model behind the gateway says: it orders until there is an order. */
export default ({ toolResults }) => {
  const id = /OR-\w+/.exec(JSON.stringify(toolResults.at(-1)?.value ?? ''))?.[0];
  return id === undefined ? { call: { name: 'order', args: { item: 'tea' } } } : `Ordered: ${id}.`;
};
