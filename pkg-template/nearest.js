// @ts-check
// The known name that a misspelt one most likely means. It knows distances between words; it
// refuses to know what the words are for.

/**
 * @param {string} name what was written
 * @param {Iterable<string>} known what may be written
 * @returns {string | undefined} the nearest known name, if one is near enough to be meant
 */
export function nearest(name, known) {
  const written = name.toLowerCase();
  if (written.length > 64) return undefined;
  let best;
  // A third of the letters may differ: enough for a slip, too few for another word.
  let least = Math.max(2, Math.floor(written.length / 3)) + 1;
  for (const candidate of known) {
    const found = distance(written, candidate.toLowerCase());
    if (found < least) {
      least = found;
      best = candidate;
    }
  }
  return best;
}

/**
 * ` (did you mean …?)`, or nothing.
 *
 * @param {string} name
 * @param {Iterable<string>} known
 */
export function suggestion(name, known) {
  const found = nearest(name, known);
  return found === undefined ? '' : `, did you mean \`${found}\``;
}

/**
 * A name given by somebody else, fit to be quoted in a message.
 *
 * @param {unknown} name
 */
export function quoted(name) {
  const text = String(name).replace(/[^\x20-\x7e]|`/g, '?');
  return `\`${text.length > 64 ? `${text.slice(0, 64)}…` : text}\``;
}

/**
 * Letters to insert, remove, replace or swap with their neighbour to get from one word to another.
 *
 * @param {string} from
 * @param {string} to
 */
function distance(from, to) {
  let older = /** @type {number[]} */ ([]);
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let cost = Math.min(above[column - 1] + (same ? 0 : 1), above[column] + 1, current[column - 1] + 1);
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        cost = Math.min(cost, older[column - 2] + 1);
      }
      current.push(cost);
    }
    older = above;
    above = current;
  }
  return above[to.length];
}
