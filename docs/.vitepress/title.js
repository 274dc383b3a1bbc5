// @ts-check
// Shows the name of a file above the fence that holds it: ```js title=orders.js

/** @param {import('vitepress').MarkdownRenderer} markdown */
export function titled(markdown) {
  const { fence } = markdown.renderer.rules;
  if (fence === undefined) throw new Error('the renderer has no rule for fences');
  markdown.renderer.rules.fence = (tokens, index, ...rest) => {
    const title = /(?:^|\s)title=(\S+)/.exec(tokens[index].info)?.[1];
    const html = fence(tokens, index, ...rest);
    return title === undefined ? html : `<p class="file-title">${markdown.utils.escapeHtml(title)}</p>${html}`;
  };
}
