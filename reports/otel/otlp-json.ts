import { version } from '../../harness/model/version.ts';
import { escapedJson } from '../json.ts';
import { attributes, type OtlpSpan } from './span.ts';

/** Spans, and what all of them are about: names and values of attributes. */
export interface SpanGroup {
  readonly about: Readonly<Record<string, string | number | undefined>>;
  readonly spans: readonly OtlpSpan[];
}

/** Groups of spans as a request of OTLP/HTTP in JSON. */
export function otlpJson(groups: readonly SpanGroup[]): string {
  const resourceSpans = groups.map(({ about, spans }) => ({
    resource: {
      attributes: attributes({
        'service.name': 'brownout',
        'service.version': version(),
        ...about,
      }),
    },
    scopeSpans: [{ scope: { name: 'brownout', version: version() }, spans }],
  }));
  return `${escapedJson(JSON.stringify({ resourceSpans }))}\n`;
}
