import { link, type LinkMaker, type PointMaker } from '../../index.ts';
import { redisAddress } from './redis-server.ts';
import { embedder } from './world-embedder.ts';
import { model } from './world-model.ts';
import { shop } from './world-shop.ts';

/** Everything the desk leans on: its cache, a real Redis; the model, the embedder, the shops. */
export const world: Readonly<{ cache: LinkMaker } & Record<Mocked, PointMaker>> = {
  cache: link(redisAddress),
  model,
  embedder,
  shop: shop(),
};

type Mocked = 'model' | 'embedder' | 'shop';
