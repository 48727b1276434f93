/** What the secrets of known issuers look like, wherever they stand. */
const issued = [
  'sk[-_](?<=(?:^|[^\\w-]|\\\\[nrt]|%[0-9A-Fa-f]{2})sk[-_])[\\w-]{16,}', // OpenAI, Anthropic, Stripe …
  '[rp]k_live_\\w{10,}',
  'whsec_[\\w+/=-]{16,}',
  'gh[pousr]_\\w{20,}',
  'github_pat_\\w{20,}',
  'glpat-[\\w-]{16,}',
  'xox[a-z]-[\\w-]{10,}',
  'xapp-[\\w-]{10,}',
  'A[KS]IA[0-9A-Z]{16}(?![0-9A-Za-z])',
  'AIza[\\w-]{30,}',
  'ya29\\.[\\w-]{16,}',
  'npm_[A-Za-z0-9]{30,}',
  'pypi-[\\w-]{30,}',
  'hf_[A-Za-z0-9]{20,}',
  '(?:gsk|r8|xai|nvapi|dop_v1|shpat|shpss|lin_api|figd|PMAK)[_-][\\w-]{20,}',
  'SG\\.[\\w-]{16,}\\.[\\w-]{16,}',
  'AGE-SECRET-KEY-1[0-9A-Z]{20,}',
  'eyJ[\\w-]{8,2000}\\.[\\w-]{8,8000}\\.[\\w-]{8,2000}', // a JSON web token
  '-----BEGIN [A-Z ]*PRIVATE KEY-----(?:[^-]|-(?!----END))*(?:-----END [A-Z ]*PRIVATE KEY-----)?',
  '(?:[A-Za-z0-9+/=]{30,}\\s+)+-----END [A-Z ]*PRIVATE KEY-----', // the rest of one
];

/** What stands before a secret and stays: a URL's user, the scheme of an authorization. */
const after = [
  '(?<=[a-z]://[^\\s/:@"\']{0,100}:)[^\\s/@"\']+(?=@)',
  '(?<=hooks\\.slack\\.com/(?:services|workflows|triggers)/)[\\w/-]{10,}',
  '(?<=\\b[Bb](?:earer|EARER) )(?=[^\\s"\']{0,100}[0-9._-])[\\w.~+/-]{8,}=*',
  '(?<=\\b[Bb](?:asic|ASIC) )[A-Za-z0-9+/]{8,}={0,2}(?![\\w])',
];

/** Matches each secret of a known shape in a text. */
export const shapes: RegExp = new RegExp([...issued, ...after].join('|'), 'g');

/** Whether a text is nothing but such a secret. */
export function isIssued(text: string): boolean {
  return mayHaveShape(text) && new RegExp(`^(?:${issued.join('|')})$`).test(text);
}

/** Whether a text may have one, found by the engine's own search; most have not. */
export function mayHaveShape(text: string): boolean {
  return anchors.some((anchor) => text.includes(anchor));
}

const anchors: readonly string[] = [
  ...'sk- sk_ k_live_ whsec_ ghp_ gho_ ghu_ ghs_ ghr_ github_pat_'.split(' '),
  ...'glpat- xox xapp- AKIA ASIA AIza ya29. npm_ pypi- hf_ gsk_'.split(' '),
  ...'r8_ xai- nvapi- dop_v1_ shpat_ shpss_ lin_api_ figd_ PMAK- SG.'.split(' '),
  ...'AGE-SECRET eyJ :// hooks.slack'.split(' '),
  'PRIVATE KEY',
  'earer ',
  'EARER ',
  'asic ',
  'ASIC ',
];
