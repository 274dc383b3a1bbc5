// Stands in for the core until it lands: signs nothing, reads little. Not shipped.
import { operations } from './table.js';

let installed = true;
export function install() { installed = true; }
export async function ready() { installed = true; }
export function core() {
  if (!installed) throw new Error('the wasm is not loaded: await AmazonPay.ready(source) first');
  return functions;
}

const functions = {
  prepare(operation, identity, params, now) {
    if (params.amazonOrderReferenceId === undefined && operation === 'Authorize') {
      return { issues: [{ path: 'amazonOrderReferenceId', code: 'required', message: '`amazonOrderReferenceId` is required' }] };
    }
    const query = new URLSearchParams({ Action: operation, AWSAccessKeyId: identity.accessKey, SellerId: identity.merchantId, Timestamp: new Date(now).toISOString().replace(/\.\d+/, '') });
    if (identity.mwsAuthToken) query.set('MWSAuthToken', identity.mwsAuthToken);
    for (const [name, value] of Object.entries(params)) query.set(name[0].toUpperCase() + name.slice(1), String(value));
    return { body: `${query}&Signature=fake` };
  },
  inspect(operation, identity, params, now) {
    const { body, issues } = functions.prepare(operation, identity, params, now);
    return issues ? { issues } : { parameters: {}, canonicalQueryString: body, stringToSign: '', signature: 'fake', body };
  },
  interpret(operation, status, xml) {
    const code = /<Code>(.*?)<\/Code>/.exec(xml)?.[1];
    const requestId = /<RequestI[dD]>(.*?)<\//.exec(xml)?.[1];
    if (code) {
      const throttled = code === 'RequestThrottled';
      return { fault: { code, type: 'Sender', message: /<Message>(.*?)</.exec(xml)?.[1] ?? '', requestId, retryable: throttled || status >= 500, executed: status >= 500 && !throttled ? 'unknown' : 'no', throttled, advice: 'read the documents' } };
    }
    if (!xml.includes(`</${operation}Response>`)) return { unreadable: { code: 'not-xml', message: 'the answer is not the XML expected' } };
    return { value: {}, requestId };
  },
  retryDelay(operation, failure, { sandbox, attempt, attempts, random, retryAfter }) {
    const { effect, quota } = operations.find(({ name }) => name === operation);
    if (attempt >= attempts || failure === 'refused' || (failure === 'unknown' && effect === 'unkeyed')) return -1;
    const restore = failure === 'throttled' ? 1000 / quota[sandbox ? 'sandbox' : 'live'].perSecond : 0;
    return Math.max(restore, retryAfter ?? 0) + Math.floor(random * Math.min(15_000, 500 * 2 ** (attempt - 1)));
  },
};
