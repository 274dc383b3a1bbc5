// The error classes themselves: names, kinship, what they show.

const CLASSES = [
  'ConfigurationError',
  'ValidationError',
  'ServiceError',
  'ThrottledError',
  'ConnectionError',
  'TimeoutError',
  'AbortedError',
  'ResponseError',
  'NotificationError',
  'InternalError',
];

export const errors = {
  'all are errors of this package, by their own names'(t, lib) {
    for (const name of CLASSES) {
      const error = new lib[name]('words');
      t.ok(error instanceof Error && error instanceof lib.AmazonPayError, name);
      t.equal(error.name, name === 'AbortedError' ? 'AbortError' : name);
      t.equal(error.message, 'words');
      t.equal(error.executed, 'no');
      t.equal(error.retryable, false);
      t.equal(error.attempts, 0);
      // Some engines open a stack with the message, some do not.
      t.equal(error.stack.includes('words'), new Error('words').stack.includes('words'));
      t.ok(!Object.keys(error).includes('name'));
    }
    t.ok(new lib.ThrottledError('words') instanceof lib.ServiceError);
  },

  '`is` tells classes apart'(t, lib) {
    for (const name of CLASSES) {
      const error = new lib[name]('words');
      t.ok(lib.AmazonPayError.is(error), name);
      for (const other of CLASSES) t.equal(lib[other].is(error), error instanceof lib[other], `${other}.is(${name})`);
    }
    for (const value of [null, undefined, 5, 'text', {}, new Error('words'), () => {}, Object.create(null)]) {
      t.equal(lib.AmazonPayError.is(value), false);
    }
    // It is passed about.
    t.deepEqual([new Error('words'), new lib.TimeoutError('words')].filter(lib.TimeoutError.is).length, 1);
  },

  '`is` knows the errors of another copy of the package'(t, lib) {
    const brand = Symbol.for('amazon-pay-wasm.error');
    const foreign = Object.assign(new Error('words'), { [brand]: ['AmazonPayError', 'ServiceError', 'ThrottledError'] });
    t.ok(!(foreign instanceof lib.AmazonPayError));
    t.ok(lib.AmazonPayError.is(foreign) && lib.ServiceError.is(foreign) && lib.ThrottledError.is(foreign));
    t.ok(!lib.ValidationError.is(foreign));
  },

  'JSON holds what may be logged'(t, lib) {
    const cause = Object.assign(new TypeError('private words'), { cause: Object.assign(new Error('private'), { code: 'ECONNRESET' }) });
    const error = new lib.ThrottledError('Authorize: RequestThrottled: slow down', {
      operation: 'Authorize',
      executed: 'unknown',
      retryable: true,
      attempts: 4,
      code: 'RequestThrottled',
      type: 'Sender',
      status: 503,
      requestId: 'request-2',
      advice: 'slow down',
      retryAfter: 2000,
      xml: '<private/>',
      cause,
    });
    t.deepEqual(JSON.parse(JSON.stringify(error)), {
      name: 'ThrottledError',
      message: 'Authorize: RequestThrottled: slow down',
      operation: 'Authorize',
      executed: 'unknown',
      retryable: true,
      attempts: 4,
      code: 'RequestThrottled',
      type: 'Sender',
      status: 503,
      requestId: 'request-2',
      advice: 'slow down',
      retryAfter: 2000,
      cause: { name: 'TypeError', code: 'ECONNRESET' },
    });
    t.equal(error.xml, '<private/>');
    t.equal(error.cause, cause);
  },

  'each class keeps what is its own'(t, lib) {
    const details = {
      option: 'retry',
      issues: [{ path: 'a', code: 'required', message: '`a` is missing' }],
      code: 'C',
      type: 'Sender',
      status: 400,
      requestId: 'r',
      advice: 'words',
      retryAfter: 5,
      reason: 'stale',
    };
    const own = {
      ConfigurationError: ['option'],
      ValidationError: ['issues'],
      ServiceError: ['code', 'type', 'status', 'requestId', 'advice'],
      ThrottledError: ['code', 'type', 'status', 'requestId', 'advice', 'retryAfter'],
      ResponseError: ['code', 'status', 'requestId'],
      NotificationError: ['reason'],
    };
    for (const name of CLASSES) {
      const error = new lib[name]('words', details);
      const expected = Object.fromEntries((own[name] ?? []).map((key) => [key, details[key]]));
      const { name: _, message, operation, executed, retryable, attempts, ...rest } = error.toJSON();
      t.deepEqual(rest, expected, name);
    }
  },

  'of a cause no more is told than a name and a code'(t, lib) {
    const told = (cause) => new lib.ConnectionError('words', { cause }).toJSON().cause;
    t.deepEqual(told(Object.assign(new Error('private'), { code: 'ECONNRESET' })), { name: 'Error', code: 'ECONNRESET' });
    t.deepEqual(told({ name: 'private words', code: 'private words' }), { name: 'object' });
    t.deepEqual(told({ code: 5 }), { name: 'object' });
    t.deepEqual(told('private words'), { name: 'string' });
    t.deepEqual(told(null), { name: 'object' });
    t.equal(told(undefined), undefined);
  },

  'a host that prints by other means sees the stack'(t, lib) {
    const printed = Symbol.for('nodejs.util.inspect.custom');
    const error = new lib.ServiceError('words', { xml: 'private' });
    t.equal(error[printed](), error.stack);
    t.equal(error[printed](2, {}, (value) => JSON.stringify(Object.keys(value))).split('\n').at(-1).includes('"executed"'), true);
    error.stack = undefined;
    t.equal(error[printed](), 'ServiceError: words');
  },

  'raw answers are reachable by name only'(t, lib, host) {
    const service = new lib.ServiceError('words', { code: 'C', xml: 'private-xml' });
    const response = new lib.ResponseError('words', { code: 'C', body: 'private-body' });
    t.equal(service.xml, 'private-xml');
    t.equal(response.body, 'private-body');
    for (const error of [service, response]) {
      const shown = [JSON.stringify(error), host.inspect(error), host.inspect({ deep: [error] }), Object.keys(error).join(), `${error}`];
      for (const text of shown) t.ok(!/private|xml|body/.test(text.replace(/ at .*/g, '')), text);
    }
  },
};
