import { domainToASCII } from 'node:url';

/**
 * Whether a text is an e-mail address that mail can be sent to: a dot-atom, `@`, and a domain of at
 * least two labels. Letters of every script are allowed on both sides. Source: RFC 5321, RFC 6531.
 */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  // A domain's mapping drops invisible characters, so they must be caught before it.
  if (at < 1 || invisible.test(text)) return false;
  const local = text.slice(0, at);
  if (Buffer.byteLength(local) > 64) return false;
  return dotAtom.test(local) && domain.test(domainToASCII(text.slice(at + 1)));
}

const invisible = /[\s\p{C}\p{Default_Ignorable_Code_Point}]/u;
const atom = String.raw`[\p{L}\p{M}\p{N}!#$%&'*+/=?^_\x60{|}~-]+`;
const dotAtom = new RegExp(String.raw`^${atom}(\.${atom})*$`, 'u');
const domain =
  /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;
