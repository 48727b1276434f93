import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { otel } from './otel/otel.ts';
import { registry } from './registry.ts';
import type { Reporter } from './reporter.ts';
import { text } from './text.ts';

/** All reporters of verdicts. */
export const reporters: readonly Reporter[] = [text, json, junit, markdown, html];

// Spans say nothing of verdicts.
export const { named: reporterNamed, words: reporterWords } = registry(reporters, [otel]);
