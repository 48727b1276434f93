/** A process that keeps dying is started again this often within one task. */
export const mostRestarts = 10;
