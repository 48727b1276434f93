/**
 * Whether what an effect changed may show only later: what a tool has forgotten, when it is asked for
 * it; that a task was withdrawn, when its agent looks.
 */
export function isHidden(effect: string): boolean {
  return effect === 'forget' || effect === 'cancel';
}
