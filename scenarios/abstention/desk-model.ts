import { provider, type Conversation, type PointMaker, type ScriptReply } from '../../index.ts';

/**
 * A model that reads questions by their words, answers from the first passage it is shown and, as
 * models do, makes an answer up where it is shown none.
 */
export const model: PointMaker = provider({ script: reply });

interface Passage {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
}

const topics: readonly (readonly [topic: string, words: RegExp])[] = [
  ['warranty', /warranty/],
  ['price', /cost/],
  ['charging time', /charging/],
  ['weight', /heavy/],
  ['battery life', /battery life/],
  ['radio range', /(?<!price )range/],
  ['price range', /(?<!radio )range/],
];

/** Believable, and wrong. */
const madeUp: Readonly<Record<string, string>> = {
  warranty: '24 months',
  price: '199 euros',
  'charging time': '45 minutes',
  weight: '310 grams',
  'battery life': '20 hours',
};

function reply({ told, user }: Conversation): ScriptReply {
  return JSON.stringify(told.startsWith('Answer') ? drafted(user) : understood(user));
}

function understood(question: string): object {
  const [, feature] = /(\S+ charging)/.exec(question) ?? [];
  return {
    product: productIn(question) ?? null,
    topics: topicsIn(question),
    presumes: feature === undefined ? [] : [feature],
    isOpinion: /beautiful/.test(question),
  };
}

function drafted(request: string): object {
  const { question, passages } = JSON.parse(request) as {
    readonly question: string;
    readonly passages: readonly Passage[];
  };
  const [topic = 'answer'] = topicsIn(question);
  const [first] = passages;
  const value = first ? `${first.value} ${first.unit}` : (madeUp[topic] ?? '42');
  const agreeing = passages.filter((one) => `${one.value} ${one.unit}` === value);
  return {
    text: `The ${topic} of the ${productIn(question) ?? 'product'} is ${value}.`,
    cites: first ? agreeing.map(({ id }) => id) : ['DOC-7k2m9x4q'],
  };
}

function productIn(question: string): string | undefined {
  return /\b(Aria|Borea) \d\b/.exec(question)?.[0];
}

function topicsIn(question: string): readonly string[] {
  return topics.flatMap(([topic, words]) => (words.test(question) ? [topic] : []));
}
