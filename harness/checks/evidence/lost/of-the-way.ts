/** Whether a field tells how an answer came about rather than what it is: `attempts`, `tookMs`, `created_at`. */
export function isOfTheWay(field: string): boolean {
  const words = field.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return words.split(/[^\p{L}]+/u).some((word) => ofTheWay.test(word));
}

/** A text without what tells how it came about: `after 3 tries`, `in 12.5 s`. */
export function withoutTheWay(text: string): string {
  return text.replaceAll(ofTheWayInText, ' ');
}

const ofTheWay =
  /^(attempts?|retry|retries|tries|elapsed|duration|took|latency|millis|seconds|timestamp|times?|dates?|tokens|calls|confidence|ms|at)$/;

const ofTheWayInText =
  /\b\d[\d.,]*\s?(?:ms|attempts?|tries|retries|times)\b|\b(?:after|in|took|waited|within)\s+\d[\d.,]*\s?(?:s|secs?|seconds?|minutes?|min)\b/gi;
