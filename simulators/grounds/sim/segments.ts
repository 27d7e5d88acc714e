/**
 * Bytes as TCP carries them: a stream, cut and joined wherever it likes. What was written in one go may be read in
 * pieces, at a time each, and what was written bit by bit may be read in one go.
 */
import type { Random } from '../../random.ts';

/** Of so many writes one is cut. */
const WHOLE = 4;
const MOST_PIECES = 4;

/** What was written, in the pieces in which it goes on its way: mostly one. None is empty, unless nothing was written. */
export function segmentsOf(bytes: Uint8Array, random: Random): Uint8Array[] {
  if (bytes.length < 2 || random.below(WHOLE) > 0) return [bytes];
  const pieces: Uint8Array[] = [];
  let rest = bytes;
  for (let left = random.between(1, MOST_PIECES - 1); left > 0 && rest.length > 1; left -= 1) {
    const cut = random.between(1, rest.length - 1);
    pieces.push(rest.subarray(0, cut));
    rest = rest.subarray(cut);
  }
  return [...pieces, rest];
}
