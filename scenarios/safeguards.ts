/**
 * The careful set of safeguards without one of them; all of it where the name is empty. Throws RangeError on a name
 * that is none of them.
 */
export function withoutOne<Safeguards extends object>(careful: Safeguards, name = ''): Safeguards {
  if (name === '') return careful;
  if (!(name in careful)) throw new RangeError(`no safeguard is called ${name}`);
  return { ...careful, [name]: false };
}
