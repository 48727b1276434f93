/**
 * Whether an effect may show only later: a tool's lost memory shows when it is asked again, a withdrawn
 * task when its agent looks.
 */
export function isHidden(effect: string): boolean {
  return effect === 'forget' || effect === 'cancel';
}
