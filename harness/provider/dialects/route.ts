/** Whether a path is one of Azure OpenAI's: its routes have the names of OpenAI's under `/openai`. */
export function isUnderAzure(path: string): boolean {
  return path.startsWith('/openai/');
}

/**
 * The path of a request without its query and the version before it (`/v1`, `/v1beta`). Clients put
 * the version into the address or append it, so that there may be none or two.
 */
export function routeOf(path: string): string {
  return path.replace(/\?.*$/s, '').replace(/^(\/v1(alpha|beta\d*)?)+(?=\/)/, '');
}
