import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

type Env = Readonly<Record<string, string>>;

/**
 * Changes the home of an environment, so that configurations, logins and caches of the user are not
 * found. Tools in the user's home are still found. `kept` are variables that the user asked for.
 */
export function withHome(env: Env, home: string, kept: readonly string[] = []): Env {
  const real = env['HOME'] ?? homedir();
  const isKept = (name: string, value: string) =>
    kept.includes(name) ||
    !(leads.test(name) || (configures.test(name) && value.startsWith(`${real}/`)));
  const others = Object.entries(env).filter(([name, value]) => isKept(name, value));
  return { ...toolsIn(real), ...Object.fromEntries(others), ...homeAt(home) };
}

/** Variables of sockets and keyrings that hold logins, wherever the home is. */
const leads =
  /^(SSH_AUTH_SOCK|SSH_AGENT_PID|GPG_AGENT_INFO|DBUS_SESSION_BUS_ADDRESS|GNOME_KEYRING_CONTROL|KRB5CCNAME|XDG_RUNTIME_DIR)$/;

/** Variables of configurations and logins, which are removed if they lead into the user's home. */
const configures =
  /CONFIG|CREDENTIAL|AUTH|NETRC|PASSFILE|GNUPG|^(CARGO|CODEX|GEMINI_CLI|GRADLE_USER|HF)_HOME$/i;

function homeAt(home: string): Env {
  return {
    HOME: home,
    USERPROFILE: home,
    APPDATA: join(home, 'AppData', 'Roaming'),
    LOCALAPPDATA: join(home, 'AppData', 'Local'),
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local', 'share'),
    XDG_STATE_HOME: join(home, '.local', 'state'),
    XDG_CACHE_HOME: join(home, '.cache'),
    npm_config_userconfig: join(home, '.npmrc'),
    GIT_CONFIG_GLOBAL: join(home, '.gitconfig'),
    // The system's may name a keychain, and ssh looks for keys where the user's account says.
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_SSH_COMMAND: 'ssh -F none -o IdentityFile=none -o IdentityAgent=none',
    GIT_TERMINAL_PROMPT: '0',
  };
}

/** The folders, below the home, where tools find programs and packages; none holds a login. */
const tools: Env = {
  ASDF_DATA_DIR: '.asdf',
  BUN_INSTALL: '.bun',
  DENO_DIR: '.cache/deno',
  GOCACHE: '.cache/go-build',
  GOPATH: 'go',
  HF_HUB_CACHE: '.cache/huggingface/hub',
  MISE_DATA_DIR: '.local/share/mise',
  NUGET_PACKAGES: '.nuget/packages',
  NVM_DIR: '.nvm',
  PLAYWRIGHT_BROWSERS_PATH: '.cache/ms-playwright',
  PYENV_ROOT: '.pyenv',
  PYTHONUSERBASE: '.local',
  RBENV_ROOT: '.rbenv',
  RUSTUP_HOME: '.rustup',
  UV_CACHE_DIR: '.cache/uv',
  UV_PYTHON_INSTALL_DIR: '.local/share/uv/python',
  UV_TOOL_DIR: '.local/share/uv/tools',
  VOLTA_HOME: '.volta',
  npm_config_cache: '.npm',
};

function toolsIn(home: string): Env {
  const there = Object.entries(tools).map(([name, path]) => [name, join(home, path)] as const);
  return Object.fromEntries(there.filter(([, path]) => existsSync(path)));
}
