// @ts-check
// A call as source code of this package. It knows how JavaScript writes objects.

/**
 * @param {{ method: string }} operation
 * @param {any} params
 */
export function sdkCode({ method }, params) {
  const given = Object.keys(params).length === 0 ? '' : literal(params, '');
  return `const answer = await pay.${method}(${given});`;
}

/**
 * @param {any} value
 * @param {string} indent
 * @returns {string}
 */
function literal(value, indent) {
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    return value.length === 0 ? '[]' : `[\n${value.map((item) => `${deeper}${literal(item, deeper)},\n`).join('')}${indent}]`;
  }
  if (value !== null && typeof value === 'object') {
    const rows = Object.entries(value).map(([name, inner]) => `${deeper}${name}: ${literal(inner, deeper)},\n`);
    return rows.length === 0 ? '{}' : `{\n${rows.join('')}${indent}}`;
  }
  return typeof value === 'string' ? `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'` : String(value);
}
