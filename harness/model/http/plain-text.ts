/** The content type of a text body that was given none. */
export const textType = 'text/plain;charset=UTF-8';

/** Whether a reader of a body gives a text back just as it was written: UTF-8 changes some. */
export function isReadAsWritten(text: string): boolean {
  return text.isWellFormed() && !text.startsWith('\uFEFF');
}
