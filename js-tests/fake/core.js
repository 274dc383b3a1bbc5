// Stands in for the core until it can be built: signs nothing, reads little. Not shipped.
import { operations } from './table.js';

let installed = true;
export function install() { installed = true; }
export async function ready() { installed = true; }
export const isReady = () => installed;
export const indexOf = (name) => { const index = operations.findIndex((o) => o.name === name); return index < 0 ? undefined : index; };

export function prepare(index, identity, params, now) {
  const operation = operations[index].name;
  if (params?.amazonOrderReferenceId === undefined && operation === 'Authorize') {
    return { issues: [{ path: 'amazonOrderReferenceId', code: 'required', message: '`amazonOrderReferenceId` is required' }] };
  }
  const query = new URLSearchParams({ AWSAccessKeyId: identity.accessKey, Action: operation, SellerId: identity.merchantId, Timestamp: new Date(now).toISOString().replace(/\.\d+/, '') });
  if (identity.mwsAuthToken) query.set('MWSAuthToken', identity.mwsAuthToken);
  for (const [name, value] of Object.entries(params ?? {})) query.set(name[0].toUpperCase() + name.slice(1), String(value));
  return { body: `${query}&Signature=fake` };
}
export function inspect(operation, identity, params, now) {
  const { body, issues } = prepare(operation, identity, params, now);
  return issues ? { issues } : { parameters: {}, canonicalQueryString: body, stringToSign: '', signature: 'fake', body };
}
export function interpret(index, status, xml) {
  const operation = operations[index].name;
  const code = /<Code>(.*?)<\/Code>/.exec(xml)?.[1];
  const requestId = /<RequestI[dD]>(.*?)<\//.exec(xml)?.[1] ?? '';
  if (code) {
    const throttled = code === 'RequestThrottled';
    return { fault: { code, type: 'Sender', message: /<Message>(.*?)</.exec(xml)?.[1] ?? '', requestId, retryable: throttled || status >= 500, executed: status >= 500 && !throttled ? 'unknown' : 'no', throttled, advice: 'read the documents' } };
  }
  if (!xml.includes(`</${operation}Response>`)) return { unreadable: { path: '', code: 'not-xml', message: 'the answer is not the XML expected' } };
  return { value: {}, requestId };
}
export function retryDelay(index, failure, { sandbox, attempt, attempts, random, retryAfter }) {
  const { effect, quota } = operations[index];
  if (attempt >= attempts || failure === 'refused' || (failure === 'unknown' && effect === 'unkeyed')) return -1;
  const restore = failure === 'throttled' ? 1000 / quota[sandbox ? 'sandbox' : 'live'].perSecond : 0;
  return Math.max(restore, retryAfter ?? 0) + Math.floor(random * Math.min(15_000, 500 * 2 ** (attempt - 1)));
}
