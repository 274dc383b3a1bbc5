// @ts-check
/** Whether a browser says that another site's page posts here. @param {Request} request */
export function isForeign({ headers }) {
  return !['same-origin', 'none', null].includes(headers.get('sec-fetch-site'));
}
