import { coder, program } from '../coder.ts';

// Told on the command line, the address is each task's own.
const start = `exec "$0" "$1" exec -c "model_providers.gallery.base_url='$MODEL'" --skip-git-repo-check --dangerously-bypass-approvals-and-sandbox -`;

export default coder('codex', {
  atOnce: true,
  own: ['~/.codex'],
  shell: 'exec_command',
  run: (cmd) => ({ cmd }),
  system: {
    command: ['sh', '-c', start, process.execPath, program('codex')],
    ask: 'stdin',
    answer: 'all',
    env: (at) => ({ GALLERY_KEY: 'test', MODEL: at.url('model') }),
    files: {
      '~/.codex/config.toml': `model = "gpt-5"
model_provider = "gallery"
[model_providers.gallery]
name = "gallery"
env_key = "GALLERY_KEY"
wire_api = "responses"
`,
    },
  },
});
