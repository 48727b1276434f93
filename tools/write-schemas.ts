import { mkdirSync, writeFileSync } from 'node:fs';
import { jsonSchemas } from '../reports/files/json-schemas.ts';

/** `npm run schemas`: writes `schemas/`, which is committed; a test holds it to the code. */
mkdirSync('schemas', { recursive: true });
for (const [file, schema] of Object.entries(jsonSchemas())) {
  writeFileSync(`schemas/${file}`, `${JSON.stringify(schema, null, 2)}\n`);
}
