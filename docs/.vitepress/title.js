// @ts-check
// What stands above a fence: the name of the file that it is (```js title=orders.js), or that it is what
// the program of the page prints (```output).

/** @param {import('vitepress').MarkdownRenderer} markdown */
export function titled(markdown) {
  const { fence } = markdown.renderer.rules;
  if (fence === undefined) throw new Error('the renderer has no rule for fences');
  markdown.renderer.rules.fence = (tokens, index, ...rest) => {
    const token = tokens[index];
    const prints = token.info.trim() === 'output';
    const title = prints ? 'prints' : /(?:^|\s)title=(\S+)/.exec(token.info)?.[1];
    if (prints) token.info = 'txt';
    const html = fence(tokens, index, ...rest);
    return title === undefined ? html : `<p class="fence-title">${markdown.utils.escapeHtml(title)}</p>${html}`;
  };
}
