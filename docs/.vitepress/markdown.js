// @ts-check
// How our Markdown is read, beyond the generator's own way: what stands above a fence, and which words
// of the reference are for the package's authors.

/** Where a fact was taken from, as doc comments say it: `(operations 5.9)`. Those documents are not published. */
const SOURCES = / ?\((?:(?:operations|behaviour) [\d., ]+(?:; )?)+\)/g;

/** @param {import('vitepress').MarkdownRenderer} markdown */
export function ours(markdown) {
  titled(markdown);
  markdown.core.ruler.before('normalize', 'sources', (state) => {
    state.src = state.src.replace(SOURCES, '');
  });
}

/**
 * Above a fence stands the name of the file that it is (```js title=orders.js), or that it is what the
 * program of the page prints (```output).
 *
 * @param {import('vitepress').MarkdownRenderer} markdown
 */
function titled(markdown) {
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
