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
  const pieces = aligned(parts(given), parts(expected));
  return {
    line: before.split('\n').length,
    column: at - before.lastIndexOf('\n'),
    given: named(given, at),
    expected: named(expected, at),
    givenPieces: pieces.flatMap(([one]) => one),
    expectedPieces: pieces.flatMap(([, other]) => other),
  };
}

/**
 * Part beside part. Where there are more on one side, those in the middle differ as a whole.
 *
 * @param {string[]} ones
 * @param {string[]} others
 * @returns {[Piece[], Piece[]][]}
 */
function aligned(ones, others) {
  if (ones.length === others.length) return ones.map((one, at) => compared(one, others[at]));
  const least = Math.min(ones.length, others.length);
  let start = 0;
  while (start < least && ones[start] === others[start]) start++;
  let end = 0;
  while (end < least - start && ones.at(-1 - end) === others.at(-1 - end)) end++;
  const inner = [ones, others].map((all) => all.slice(start, all.length - end).join(''));
  const [before, after] = [ones.slice(0, start).join(''), ones.slice(ones.length - end).join('')];
  // Nothing missing on either side: a line break between two parts, for instance.
  const middle = inner.every((text) => text !== '') && inner.some((text) => !/[&\n]$/.test(text)) ? compared(inner[0], inner[1]) : inner.map((text) => cut(text, 0, 0));
  return [[cut(before, before.length, 0), cut(before, before.length, 0)], /** @type {[Piece[], Piece[]]} */ (middle), [cut(after, after.length, 0), cut(after, after.length, 0)]];
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
  const names = [one, other].map((part) => /^[\w.]+=/.exec(part)?.[0]);
  // Another parameter stands there: what the two happen to share says nothing.
  if (names[0] !== names[1] && names.every((name) => name !== undefined)) return [cut(one, 0, 0), cut(other, 0, 0)];
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
