const code = "import { enableCompileCache } from 'node:module'; enableCompileCache();";

/** Arguments of Node for a process of ours: it keeps what it compiles for the next one, as this one does. */
export const keepsCompiled: readonly string[] = [
  '--import',
  `data:text/javascript,${encodeURIComponent(code)}`,
];
