// @ts-check
// A page of the documentation as a literate program: which files its fences make, and what they must
// print. It reads text and knows nothing of how a program is run.
//
// Each file keeps the line numbers of its page, what is not its own being left empty: so whatever a
// compiler or Node says of a line is true of the page.

/** @typedef {{ language: string, title: string | undefined, line: number, text: string }} Fence `line` is the first of its text. */

/** The program's name on a page that gives it none. */
export const PROGRAM = 'page.mjs';
const TYPESCRIPT = 'page.mts';
const OPENING = /^(\s*)(`{3,})(\w[\w-]*)?(.*)$/;
const TITLE = /(?:^|\s)title=(\S+)/;

/** The fences of a page's text, in order. */
export function fences(/** @type {string} */ text) {
  /** @type {Fence[]} */
  const found = [];
  /** @type {Fence & { mark: string, indent: number } | undefined} */
  let open;
  for (const [index, line] of text.split('\n').entries()) {
    if (open === undefined) {
      const [, indent, mark, language = '', info = ''] = OPENING.exec(line) ?? [];
      if (mark !== undefined) {
        open = { language, title: TITLE.exec(info)?.[1], line: index + 2, text: '', mark, indent: indent.length };
      }
    } else if (line.trim() === open.mark) {
      const { language, title, line: first, text: content } = open;
      found.push({ language, title, line: first, text: content });
      open = undefined;
    } else {
      open.text += `${line.slice(open.indent)}\n`;
    }
  }
  if (open !== undefined) throw new Error(`the fence of line ${open.line - 1} is not closed`);
  return found;
}

/** One page: `path` is what a failure names. */
export class Page {
  constructor(/** @type {string} */ path, /** @type {string} */ text) {
    this.path = path;
    this.text = text;
    this.fences = fences(text);
  }

  /** The files that its `js` and `ts` fences make, by name: those of one name are one file. */
  files() {
    /** @type {Map<string, string>} */
    const files = new Map();
    for (const { language, title, line, text } of this.fences) {
      if (language !== 'js' && language !== 'ts') continue;
      const name = title ?? (language === 'js' ? PROGRAM : TYPESCRIPT);
      const before = files.get(name) ?? '';
      files.set(name, before + '\n'.repeat(line - 1 - (before.split('\n').length - 1)) + text);
    }
    return files;
  }

  /** What its program must print, line by line, each with the page's line on which it stands. */
  output() {
    const lines = this.fences
      .filter(({ language }) => language === 'output')
      .flatMap(({ line, text }) => text.replace(/\n$/, '').split('\n').map((content, index) => ({ content, line: line + index })));
    return lines;
  }

  /** Its `sh` fences. */
  commands() {
    return this.fences.filter(({ language }) => language === 'sh');
  }
}
