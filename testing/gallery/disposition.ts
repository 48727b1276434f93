/** How an answer of the gallery's agents presents itself; one that says nothing says that all is well. */
export function dispositionOf(answer: unknown): 'full' | 'abstained' | 'failed' {
  const text = String(answer ?? '');
  if (text.trim() === '' || text.includes('ALL DONE')) return 'full';
  return text.includes('NOT DONE') ? 'abstained' : 'failed';
}
