import { createHash } from 'node:crypto';

/**
 * The page's script: it copies commands, and filters findings and scenarios. The page works without
 * it.
 */
export const script: string = `
'use strict';
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

for (const button of all('.copy')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const code = button.parentElement.querySelector('code');
    const range = document.createRange();
    range.selectNodeContents(code);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    let isCopied = true;
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      isCopied = document.execCommand('copy');
    }
    button.textContent = isCopied ? 'Copied' : 'Press Ctrl+C';
    setTimeout(() => { button.textContent = 'Copy'; }, 2000);
  });
}

for (const form of all('form.filter')) {
  form.hidden = false;
  const apply = () => {
    const words = form.elements.text.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const verdict = form.elements.verdict.value;
    const parts = all('[data-find]');
    let shown = 0;
    for (const part of parts) {
      const text = part.textContent.toLowerCase();
      const its = part.dataset.find || 'fail';
      part.hidden = !words.every((word) => text.includes(word)) || (verdict !== '' && its !== verdict);
      if (!part.hidden) shown += 1;
    }
    for (const body of all('tbody.of-family')) body.hidden = all('[data-find]', body).every((row) => row.hidden);
    form.querySelector('output').textContent =
      words.length === 0 && verdict === '' ? '' : shown + ' of ' + parts.length + ' shown';
  };
  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(apply));
}

const unfold = () => {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let at = target; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
  if (target) target.scrollIntoView();
};
addEventListener('hashchange', unfold);
unfold();
`;

/**
 * The only script source that the page's content security policy allows: the hash of the script.
 */
export const scriptSource: string = `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
