// The stage on which the client is tested: a service that plays a script, a clock that moves only
// when somebody sleeps, and answers. It knows no test and no host.

export const SECRET = 'canary-secret-key';
export const TOKEN = 'canary-mws-auth-token';

/** Epoch milliseconds at which stages begin: 2026-01-02T03:04:05Z. */
export const START = 1_767_323_045_000;

export const credentials = {
  region: 'us',
  sandbox: true,
  merchantId: 'A1EXAMPLE',
  accessKey: 'AKIAEXAMPLE',
  secretKey: SECRET,
};

/** Parameters that each operation accepts; one operation for each effect. */
export const accepted = {
  GetOrderReferenceDetails: { amazonOrderReferenceId: 'S01-0000000-0000001' },
  Authorize: {
    amazonOrderReferenceId: 'S01-0000000-0000001',
    authorizationReferenceId: 'reference-1',
    authorizationAmount: { amount: '10.00' },
  },
  ConfirmOrderReference: { amazonOrderReferenceId: 'S01-0000000-0000001' },
  CreateOrderReferenceForId: { id: 'B01-0000000-0000001' },
};

/** Those operations by what repeating them does. */
export const byEffect = {
  read: 'GetOrderReferenceDetails',
  keyed: 'Authorize',
  settles: 'ConfirmOrderReference',
  unkeyed: 'CreateOrderReferenceForId',
};

const NAMESPACE = 'http://mws.amazonservices.com/schema/OffAmazonPayments/2013-01-01';

const RESULTS = {
  GetOrderReferenceDetails:
    '<OrderReferenceDetails><AmazonOrderReferenceId>S01-0000000-0000001</AmazonOrderReferenceId><OrderReferenceStatus><State>Open</State></OrderReferenceStatus></OrderReferenceDetails>',
  Authorize:
    '<AuthorizationDetails><AmazonAuthorizationId>S01-0000000-0000001-A000001</AmazonAuthorizationId><AuthorizationReferenceId>reference-1</AuthorizationReferenceId><AuthorizationAmount><CurrencyCode>USD</CurrencyCode><Amount>10.00</Amount></AuthorizationAmount><AuthorizationStatus><State>Open</State></AuthorizationStatus></AuthorizationDetails>',
  ConfirmOrderReference: '',
  CreateOrderReferenceForId:
    '<OrderReferenceDetails><AmazonOrderReferenceId>S01-0000000-0000001</AmazonOrderReferenceId><OrderReferenceStatus><State>Draft</State></OrderReferenceStatus></OrderReferenceDetails>',
};

/** The text of an answer that succeeded. */
export function xml(operation, result = RESULTS[operation]) {
  return `<${operation}Response xmlns="${NAMESPACE}"><${operation}Result>${result}</${operation}Result><ResponseMetadata><RequestId>request-1</RequestId></ResponseMetadata></${operation}Response>`;
}

/** The text of a fault. */
export function faultXml(code, message = 'words of the service') {
  return `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>request-2</RequestId></ErrorResponse>`;
}

// Steps of a script: each answers one request.

export const success = (operation) => () => new Response(xml(operation), { status: 200 });
export const fault = (code, status, headers = {}) => () => new Response(faultXml(code), { status, headers });
export const throttled = (headers) => fault('RequestThrottled', 503, headers);
export const page = (status, body = '<html><body>Bad Gateway</body></html>') => () => new Response(body, { status });
export const broken = () => () => {
  throw new TypeError('fetch failed');
};
/** Never answers, and does not listen to its signal either. */
export const silence = () => () => new Promise(() => {});

/** A `fetch` that plays a script and keeps what was sent. After the last step it has nothing to say. */
export function service(...script) {
  const requests = [];
  const fetch = async (url, init) => {
    requests.push({ url, ...init, parameters: Object.fromEntries(new URLSearchParams(init.body)) });
    const step = script[requests.length - 1];
    if (step === undefined) throw new TypeError('the script has no more steps');
    return step(requests.at(-1));
  };
  return { fetch, requests };
}

/** A clock that moves when somebody sleeps or when it is told to. */
export function manualClock(start = START) {
  let now = start;
  const slept = [];
  return {
    slept,
    now: () => now,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      now += milliseconds;
    },
    advance(milliseconds) {
      now += milliseconds;
    },
  };
}

/** A client on a stage: its service plays the script, its waits are as long as they can be. */
export function stage(lib, script, options = {}) {
  const { fetch, requests } = service(...script);
  const clock = manualClock();
  const events = [];
  const pay = new lib.AmazonPay({
    ...credentials,
    fetch,
    clock,
    random: () => 1,
    pacing: false,
    onAttempt: (event) => events.push(event),
    ...options,
  });
  return { pay, requests, clock, events };
}

/** Calls an operation with parameters that it accepts. */
export function call(pay, operation, options) {
  return pay.call(operation, accepted[operation], options);
}
