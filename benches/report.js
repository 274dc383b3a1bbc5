'use strict';
// Turns measurements into judged lines, and lines into one table. It measures nothing and decides nothing but
// "within its budget or not".

const budgets = require('./budgets.js');

const OURS = 'amazon-pay-wasm';

/**
 * @typedef {object} Line
 * @property {string} row what was measured
 * @property {string} against with what it is compared
 * @property {number} [median] µs of that candidate
 * @property {number} [p10]
 * @property {number} [value] the number that is judged
 * @property {string} unit
 * @property {string} budget '' where there is none
 * @property {boolean | null} pass null where nothing is demanded
 */

/** @returns {Line[]} */
function judgeSpeed(rows) {
  return rows.flatMap(({ name: row, candidates }) => candidates.map(({ name, median, p10, ratio }) => {
    const line = { row, against: name, median, p10 };
    const budget = budgets.speed[row]?.find(({ against }) => against === name);
    if (name === OURS) return { ...line, value: 1, unit: '×', budget: '', pass: null };
    if (budget?.oursAtMost) {
      const value = 1 / ratio;
      return { ...line, value, unit: '× of it', budget: `≤ ${budget.oursAtMost}`, pass: value <= budget.oursAtMost };
    }
    if (name.startsWith('JS limit') || name.startsWith(OURS)) {
      return { ...line, value: 1 / ratio, unit: '× of it', budget: '', pass: null };
    }
    return {
      ...line, value: ratio, unit: '× faster',
      budget: budget ? `≥ ${budget.atLeast}` : '', pass: budget ? ratio >= budget.atLeast : null,
    };
  }));
}

/** A named number against its budget. A number that could not be had fails a budget: silence proves nothing. @returns {Line} */
function judgeNumber(row, value, against = '') {
  const budget = budgets.numbers[row];
  const line = { row, against, value, unit: budget?.unit ?? '' };
  if (!budget) return { ...line, budget: '', pass: null };
  const text = budget.atMost === undefined ? `≥ ${budget.atLeast}` : `≤ ${budget.atMost}`;
  const pass = value !== undefined && (budget.atMost === undefined ? value >= budget.atLeast : value <= budget.atMost);
  return { ...line, budget: text, pass };
}

const number = (value) => {
  if (value === undefined || value === null) return 'not seen';
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2);
};
const micros = (value) => (value === undefined ? '' : value.toFixed(2));
const verdict = (pass) => (pass === null ? '' : pass ? 'ok' : 'FAILS');

/** @param {Line[]} lines */
function table(lines) {
  const head = ['row', 'against', 'median µs', 'p10 µs', 'ours', '', 'budget', ''];
  let last = '';
  const cells = lines.map((line) => {
    const row = line.row === last ? '' : line.row;
    last = line.row;
    return [
      row, line.against, micros(line.median), micros(line.p10), number(line.value), line.unit, line.budget, verdict(line.pass),
    ];
  });
  const right = new Set([2, 3, 4]);
  const widths = head.map((_, column) => Math.max(...[head, ...cells].map((row) => row[column].length)));
  const print = (row) => row
    .map((cell, column) => (right.has(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column])))
    .join('  ').trimEnd();
  return [print(head), widths.map((width) => '-'.repeat(width)).join('  '), ...cells.map(print)].join('\n');
}

module.exports = { judgeSpeed, judgeNumber, table };
