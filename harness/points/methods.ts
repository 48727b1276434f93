/** Whether requests of an HTTP method change nothing in the world (RFC 9110, 9.2.1). */
export function isSafeMethod(method: string): boolean {
  return /^(GET|HEAD|OPTIONS|TRACE)$/.test(method);
}

/** Whether a request of an HTTP method, sent once more, does nothing new (RFC 9110, 9.2.2). */
export function isIdempotentMethod(method: string): boolean {
  return isSafeMethod(method) || /^(PUT|DELETE)$/.test(method);
}
