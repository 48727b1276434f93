import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { jsonSchemas } from './json-schemas.ts';

test.each(Object.entries(jsonSchemas()))('schemas/%s is what the code says', (file, schema) => {
  const written: unknown = JSON.parse(readFileSync(`schemas/${file}`, 'utf8'));
  expect(written).toEqual(JSON.parse(JSON.stringify(schema)));
});
