import { z } from 'zod';

/** The tools that each agent here is given: they ask a shop over HTTP, and throw what it refuses. */
export function toolsOf(shop) {
  const asked = async (path, init) => {
    const reply = await fetch(`${shop}${path}`, init);
    if (!reply.ok) throw new Error(`the shop said ${reply.status}`);
    return reply.text();
  };
  return [
    {
      name: 'look',
      description: 'Tells how many there are of an item.',
      schema: z.object({ item: z.string() }),
      run: ({ item }) => asked(`/stock/${encodeURIComponent(item)}`),
    },
    {
      name: 'order',
      description: 'Orders so many of an item.',
      schema: z.object({ item: z.string(), quantity: z.number() }),
      run: (body) =>
        asked('/orders', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
    },
  ];
}
