// @ts-check
// Where two texts differ, part by part. It knows lines and parameters; it refuses to know which of the
// two is right.

/**
 * @typedef {{ text: string, differs: boolean }} Piece
 * @typedef {object} Difference
 * @property {number} line of the first difference, from 1
 * @property {number} column from 1
 * @property {string} given the character there, or what stands for its absence
 * @property {string} expected
 * @property {Piece[]} givenPieces
 * @property {Piece[]} expectedPieces
 */

/**
 * @param {string} given
 * @param {string} expected
 * @returns {Difference | undefined} nothing where they are the same
 */
export function difference(given, expected) {
  if (given === expected) return undefined;
  let at = 0;
  while (given[at] === expected[at]) at++;
  const before = given.slice(0, at);
  const [ones, others] = [parts(given), parts(expected)];
  const alike = ones.length === others.length;
  const pieces = alike ? ones.map((one, place) => compared(one, others[place])) : [compared(given, expected)];
  return {
    line: before.split('\n').length,
    column: at - before.lastIndexOf('\n'),
    given: named(given, at),
    expected: named(expected, at),
    givenPieces: pieces.flatMap(([one]) => one),
    expectedPieces: pieces.flatMap(([, other]) => other),
  };
}

/** @param {string} text */
function parts(text) {
  return text.split(/(?<=[&\n])/);
}

/**
 * @param {string} one
 * @param {string} other
 * @returns {[Piece[], Piece[]]}
 */
function compared(one, other) {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  return [cut(one, start, end), cut(other, start, end)];
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 */
function cut(text, start, end) {
  const stop = text.length - end;
  const pieces = [
    { text: text.slice(0, start), differs: false },
    { text: text.slice(start, stop), differs: true },
    { text: text.slice(stop), differs: false },
  ];
  return pieces.filter((piece) => piece.text !== '');
}

/**
 * @param {string} text
 * @param {number} at
 */
function named(text, at) {
  const sign = text[at];
  if (sign === undefined) return 'the end';
  if (sign === '%') return text.slice(at, at + 3);
  return { '\n': 'a line break', '\r': 'CR', ' ': 'a space' }[sign] ?? sign;
}
