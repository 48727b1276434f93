import type * as http from 'node:http';

/**
 * Node's HTTP. An `import` of it takes 13 MB more: it evaluates every export, and that of `WebSocket`
 * loads all of undici.
 */
export const nodeHttp: typeof http = process.getBuiltinModule('node:http');
