/** Made up: what secrets of known issuers look like. In two parts, so that no scanner takes them for real. */
export const byShape: Readonly<Record<string, string>> = {
  openai: 'sk-' + 'proj-Zq8vN3tYw1LmPx5RkD7uHc2B',
  anthropic: 'sk-' + 'ant-api03-Hs72bdKqLw9vXz41TmPe',
  stripe: 'sk_' + 'live_51HxQ2eKf83nVbTzYw6Lp0Rd',
  stripeRestricted: 'rk_' + 'live_8Jd02mXvQp71ZsKt',
  webhook: 'whsec_' + 'p3XkU7bQ9wVn2LsE5tYcRz',
  github: 'ghp_' + 'x7Kd93LmQpVbZ2wTnR5yHs8EcU1a',
  githubFine: 'github_pat_' + '11ABCDEFG0xYz7Kd93LmQpVbZ2wTn',
  gitlab: 'glpat-' + 'Zx8_Kd93LmQpVbZ2wTn',
  slack: 'xoxb-' + '204817-881273-Kd93LmQpVbZ2',
  aws: 'AKIA' + 'J5QXZ7PLMK3NTVWB',
  google: 'AIza' + 'SyD3kLm9QpVbZ2wTnR5yHs8EcU1aXf04',
  npm: 'npm_' + 'aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5',
  huggingFace: 'hf_' + 'QwErTyUiOpAsDfGhJkLzXcVb',
  sendgrid: 'SG.' + 'aB3dE5fG7hJ9kL1mN3.pQ5rS7tU9vW1xY3zA5bC',
  jwt:
    'eyJ' +
    'hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  groq: 'gsk_' + 'Lm93QpVbZ2wTnR5yHs8EcU1a',
};

/** Values that nothing but the name of their field gives away. */
export const byName: Readonly<Record<string, string>> = {
  password: 'blue-Herring-71',
  api_key: 'f81d4fae7dec11d0',
  apiKey: 'c0ffee-00-1234-beef',
  'X-Api-Key': 'k3y.of.the.tool.9',
  access_token: 'at/99120391/aa',
  refreshToken: 'rt:5512-bbz',
  token: 'tok~7711~qq',
  client_secret: 'cs+4482+zz',
  authorization: 'Custom-9981-yy',
  cookie: 'sid=s3ss10n-8812',
  private_key: 'pk|0012|kk',
  passphrase: 'nine_tall_trees_4',
  'Set-Cookie': 'auth=zq-1120-pp',
  connectionString: 'Server=db;Key=xx-7',
  jwt: 'not.a.real.jwt.5',
  session_token: 'st-6620-mm',
};

/** Variables of the environment. */
export const byEnvironment: Readonly<Record<string, string>> = {
  ACME_API_KEY: 'zebra crossing 12',
  BILLING_PAT: 'quiet-otter-5510',
  DEPLOY_SECRET: 'left"quoted"right',
  DATABASE_URL: 'postgres://app:d4tabase-pw-31@db.internal:5432/app',
  STRIPE_WEBHOOK: 'plain-stripe-value-8',
  AWS_ACCESS_KEY_ID: 'unusual.key.id.77',
  MAIL_PASSWORD: 'snow in july 3',
  REGISTRY_AUTH: 'dXNlcjpwYXNz-local',
  SESSION_COOKIE: 'oat&meal=6612',
  BOT_TOKEN: 'bot-4471-über',
};
