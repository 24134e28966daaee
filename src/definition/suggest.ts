import {distance} from 'fastest-levenshtein';

/**
 * The candidate that was probably meant by `word`: the same but for upper and lower case, or few typing errors away.
 * Undefined if none is near.
 */
export function suggest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  const sameLetters = candidates.find((candidate) => candidate.toLowerCase() === wanted);
  if (sameLetters !== undefined) return sameLetters;

  let best: string | undefined;
  let bestDistance = mostErrors(word) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const steps = distance(wanted, candidate.toLowerCase());
    if (steps < bestDistance) {
      best = candidate;
      bestDistance = steps;
    }
  }
  return best;
}

/** One error for every three characters; two from four on, since two letters that changed places count as two. */
function mostErrors(word: string): number {
  // A single character that is another one is another word: zone 4 is no misspelt zone 1.
  if (word.length < 2) return 0;
  return word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3));
}

/** `a`, `a or b`, `a, b or c`: how messages list what is allowed. */
export function oneOf(values: readonly (string | number)[]): string {
  const texts = values.map(String);
  if (texts.length < 2) return texts.join('');
  return `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
}
