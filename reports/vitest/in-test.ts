import type { Meta, Summary } from '../summary/summary.ts';
import { renderText } from '../text.ts';

/** What a summary says of its run where a test of the user's own made it. */
export function inTest(tookMs: number): Meta {
  return { command: 'verify', startedAt: '', tookMs, partial: false, version: '' };
}

/** A summary as the message of a test that failed. */
export function renderInTest(summary: Summary): string {
  return renderText(summary, { color: false, width: 100 });
}
