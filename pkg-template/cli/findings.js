// @ts-check
// How a diagnosis is told to a person at a terminal. It refuses to know what may be wrong.

import { printable } from './output.js';

/**
 * @param {readonly { code: string, problem: string, remedy: string }[]} findings
 * @param {{ region: string, sandbox: boolean, endpoint?: string }} options
 */
export function told(findings, { region, sandbox, endpoint }) {
  const where = `${region}, ${sandbox ? 'sandbox' : 'production'}${endpoint === undefined ? '' : `, at ${endpoint}`}`;
  if (findings.length === 0) return `ok      nothing is wrong (${where})\n`;
  const lines = findings.map(({ code, problem, remedy }) => `wrong   ${code}: ${printable(problem)}\n        ${printable(remedy)}\n`);
  return `${lines.join('')}tried   ${where}\n`;
}
