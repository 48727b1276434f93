import { describe, expect, test } from 'vitest';
import { jsonReply, textOf } from '../../harness/model/reply.ts';
import { chatStream, rewrittenBy, search, searchReply } from '../testing/samples.ts';
import { garbleJson } from './garble-json.ts';
import { truncate } from './truncate.ts';

describe('truncate', () => {
  test('cuts the body and says its new length, so that the reply looks whole', () => {
    const cut = rewrittenBy(truncate({ keep: 0.25 }), searchReply);
    const whole = textOf(searchReply);
    expect(textOf(cut)).toBe(whole.slice(0, Math.floor(whole.length / 4)));
    expect(cut.headers['content-length']).toBe(String(Buffer.byteLength(textOf(cut))));
    expect(cut.end).toBe('done');
    expect(cut).not.toHaveProperty('meaning');
  });

  test('counts bytes where it cuts characters, and never splits one', () => {
    const reply = jsonReply('é𝄞𝄞', 200, { 'Content-Length': '12' });
    const cut = rewrittenBy(truncate({ keep: 0.5 }), reply);
    expect(textOf(cut)).toBe('"é');
    expect(cut.headers['Content-Length']).toBe('3');
  });

  test('cuts a stream across its frames', () => {
    const cut = rewrittenBy(truncate({ keep: 0.9 }), chatStream);
    expect(textOf(chatStream).startsWith(textOf(cut))).toBe(true);
    expect(textOf(cut)).not.toContain('[DONE]');
  });

  test('cuts JSON in its last value, where it is told to', () => {
    const cut = rewrittenBy(truncate({ of: 'last-value' }), jsonReply({ items: ['tea', 'cups'] }));
    expect(textOf(cut)).toBe('{"items":["tea","cu');
    const half = rewrittenBy(truncate({ of: 'json' }), searchReply);
    expect(textOf(half)).toBe(textOf(rewrittenBy(truncate(), searchReply)));
  });

  test.each(['json', 'last-value'] as const)(
    'of %s leaves alone what nobody can tell was cut',
    (of) => {
      const text = { ...searchReply, frames: [{ afterMs: 0, data: 'Tea costs 120 today.' }] };
      for (const reply of [text, chatStream, jsonReply(120), jsonReply('a text')])
        expect(rewrittenBy(truncate({ of }), reply)).toBe(reply);
    },
  );

  test('leaves an empty body alone', () => {
    const empty = { ...searchReply, frames: [] };
    expect(rewrittenBy(truncate(), empty)).toBe(empty);
  });
});

describe('garble-json', () => {
  const reply = jsonReply({ ok: true, left: null, price: 4, flight: 'BA' });
  const bodies = {
    'bare-words': '{"ok":True,"left":None,"price":NaN,"flight":"BA"}',
    'trailing-comma': '{"ok":true,"left":null,"price":4,"flight":"BA",}',
    unquoted: '{ok:true,left:null,price:4,flight:"BA"}',
    empty: '',
  } as const;

  test.each(Object.entries(bodies))('%s', (how, body) => {
    const garbled = rewrittenBy(garbleJson({ how: how as keyof typeof bodies }), reply);
    expect(textOf(garbled)).toBe(body);
    expect(() => JSON.parse(textOf(garbled))).toThrow(SyntaxError);
    expect(garbled.status).toBe(200);
    expect(garbled.headers['content-type']).toBe('application/json');
    expect(garbled).not.toHaveProperty('meaning');
  });

  test('html is a page of a gateway, with status 200 and its own type', () => {
    const page = rewrittenBy(garbleJson({ how: 'html' }), searchReply);
    expect(textOf(page)).toMatch(/^<!DOCTYPE html>/);
    expect(page.headers).toEqual({
      'content-type': 'text/html; charset=utf-8',
      'content-length': String(textOf(page).length),
    });
  });

  test.each(['bare-words', 'unquoted', 'trailing-comma'] as const)(
    '%s garbles JSON that has none of it, too',
    (how) => {
      for (const value of ['word', [], ['a'], {}, 7, search]) {
        const garbled = rewrittenBy(garbleJson({ how }), jsonReply(value));
        expect(() => JSON.parse(textOf(garbled)), textOf(garbled)).toThrow(SyntaxError);
      }
    },
  );

  test('leaves alone what is not JSON to begin with', () => {
    expect(rewrittenBy(garbleJson(), chatStream)).toBe(chatStream);
    const gone = { ...searchReply, status: 204, frames: [] };
    expect(rewrittenBy(garbleJson({ how: 'empty' }), gone)).toBe(gone);
  });
});
