import { isIssued } from './shapes.ts';

/**
 * Whether a field, header or parameter of that name holds a secret: `apiKey`, `X-Auth-Token`,
 * `db_password`. Not one that counts tokens (`max_tokens`) or tells a place (`next_page_token`).
 */
export function isSecretName(name: string): boolean {
  let known = names.get(name);
  if (known === undefined) {
    const flat = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
    known = secret.test(flat) && !place.test(flat);
    if (names.size < mostNames) names.set(name, known);
  }
  return known;
}

const secret =
  /(passwords?|passwd|passphrase|passcode|pwd|secrets?|credentials?|authorization|cookies?|jwt|token|connectionstring|(api|access|secret|private|signing|encryption|auth|master|service|account|subscription|license)keys?)$/;

const place =
  /(next|pag(e|ing|ination)|continu(e|ation)|cursor|sync|resume|start|end|begin|stop|pad|eos|bos|unk|sep|cls|mask|special|max|min|prompt|completion|input|output|total|first|last|per|new)token$/;

const names = new Map<string, boolean>();
const mostNames = 10_000;

/** Whether an environment variable holds a secret, by its name and by what is in it. */
export function isSecretVariable(name: string, value: string): boolean {
  if (/^(OLD)?PWD$/.test(name)) return false;
  return (
    variable.test(name) || isSecretName(name) || urlWithPassword.test(value) || isIssued(value)
  );
}

const variable =
  /(KEY|TOKEN|SECRETS?|PASSWORD|CREDENTIALS)$|(^|_)(PAT|PASS|PASSWD|PWD|AUTH|JWT|COOKIE|DSN|CREDS?|SAS)$|^(AWS_(ACCESS_KEY_ID|CONTAINER_\w+|WEB_IDENTITY_TOKEN_FILE)|AZURE_CLIENT_\w+|ARM_CLIENT_\w+|STRIPE_?\w*|TWILIO_\w+|PLAID_\w+|DOCKER_AUTH_CONFIG|KUBECONFIG)$/i;

/** `postgres://user:password@host`. */
const urlWithPassword = /^[a-z][\w+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i;
