import { uriDecoded } from '../http/uri-decoded.ts';

/**
 * The names of secrets; a value under a name that the scenario gave is secret whatever its form.
 */
export interface SecretNames {
  readonly isSecret: (name: string) => boolean;
  readonly isGiven: (name: string) => boolean;
}

/**
 * A text in which the values of secret names are replaced: JSON in a text, whole or cut, escaped or
 * not (`"password":"…"`), parameters and settings (`token=…`), headers, flags, lines of YAML
 * (`api-key: …`). What stands after a colon or a flag without quotes may be a word of a sentence, and
 * is replaced where it has a digit.
 */
export function inAssignments(
  text: string,
  { isSecret, isGiven }: SecretNames,
  replace: (value: string) => string,
): string {
  if (!/[=:]|--/.test(text)) return text;
  const put = (all: string, value: string, plain = value) =>
    `${all.slice(0, all.length - value.length)}${replace(plain)}`;
  return text
    .replaceAll(header, (all, value: string) => (credentials.test(value) ? put(all, value) : all))
    .replaceAll(quoted, (all, name: string, slashes: string, quote: string, value: string) =>
      isSecret(name) && value !== '' ? put(all, value, unescaped(value, slashes, quote)) : all,
    )
    .replaceAll(set, (all, name: string, value: string) =>
      isSecret(name) && (isGiven(name) || !word.test(value))
        ? put(all, value, uriDecoded(value))
        : all,
    )
    .replaceAll(told, (all, name: string, value: string) =>
      isSecret(name) && /\d/.test(value) ? put(all, value) : all,
    );
}

/** The rest of such a line. */
const header = /\b(?:proxy-)?(?:authorization|(?:set-)?cookie)["']?: *["']?([^\r\n"']+)/gi;
const credentials = /^(bearer|basic|digest|token|api-?key|negotiate|aws4\S*) |=/i;

/** A value in quotes, escaped as often as those of its name may be, and up to the end where it is cut. */
const quoted =
  /(?<![\w.-])([\w.-]{1,100})\\*["']?\s*[:=]\s*(\\*)(["'])((?:(?!\2\3)[^]|(?<=\\)\2\3)*)/g;

const set = /(?<![\w.-])([\w.-]{1,100})=(?!\\*["'])([^\s&;,"'<>\\)}\]]+)/g;

const told = /(?<![\w.-])([\w.-]{1,100})(?::|(?<=--[\w-]{1,98})) +(?![-"'[{])([^\s"',;]{6,})/g;

/** Numbers and words of a switch are no secrets. */
const word = /^(\d{1,7}|true|false|null|undefined|none|\[redacted:.*)$/i;

function unescaped(value: string, slashes: string, quote: string): string {
  if (quote === "'") return value;
  try {
    // Each level of quotation doubles the backslashes, and adds one for the quote.
    let text = value;
    for (let left = slashes.length; left > 0; left = (left - 1) / 2) text = parsed(text);
    return parsed(text);
  } catch {
    return value;
  }
}

function parsed(text: string): string {
  return JSON.parse(`"${text}"`) as string;
}
