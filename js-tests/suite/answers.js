// Bad answers: each is told from a good one, and never taken for proof that nothing happened.

import { accepted, call, fault, faultXml, page, stage, xml } from './stage.js';

/** What a single answer comes to. */
async function outcome(t, lib, body, status = 200) {
  const { pay } = stage(lib, [() => new Response(body, { status })], { retry: false });
  const error = await t.rejects(call(pay, 'Authorize'));
  t.ok(error instanceof lib.AmazonPayError, String(error));
  t.equal(error.operation, 'Authorize');
  t.equal(error.attempts, 1);
  return error;
}

async function unreadable(t, lib, body, status) {
  const error = await outcome(t, lib, body, status);
  t.ok(error instanceof lib.ResponseError, String(error));
  t.equal(error.executed, 'unknown');
  t.equal(error.status, status ?? 200);
  t.ok(error.code.length > 0);
  return error;
}

export const answers = {
  async 'pages of gateways'(t, lib) {
    const html = '<!DOCTYPE html><html><head><title>502</title></head><body><p>Bad Gateway<br></body></html>';
    for (const status of [200, 400, 403, 404, 413, 429, 500, 502, 503, 504]) {
      const error = await unreadable(t, lib, html, status);
      t.equal(error.body, html);
    }
  },

  async 'nothing at all'(t, lib) {
    for (const body of ['', ' \n', '\ufeff']) {
      for (const status of [200, 500]) await unreadable(t, lib, body, status);
    }
    await unreadable(t, lib, null, 204);
  },

  async 'what is no XML'(t, lib) {
    for (const body of ['{"ok":true}', 'plain text', '<', '<>', '<?xml version="1.0"?>', '\0', '<a', 'null', '<AuthorizeResponse']) {
      await unreadable(t, lib, body);
    }
  },

  async 'answers that were cut'(t, lib) {
    const whole = xml('Authorize');
    for (let at = 1; at < whole.length; at += 7) {
      const error = await outcome(t, lib, whole.slice(0, at));
      t.ok(error instanceof lib.ResponseError, `cut at ${at}: ${error}`);
      t.equal(error.executed, 'unknown');
    }
  },

  async 'bytes that are not UTF-8'(t, lib) {
    const bytes = new TextEncoder().encode(xml('Authorize'));
    for (const evil of [[0xff], [0xc3], [0xe2, 0x82], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80]]) {
      const broken = new Uint8Array([...bytes.slice(0, 200), ...evil, ...bytes.slice(200)]);
      const error = await unreadable(t, lib, broken);
      t.equal(error.code, 'encoding');
    }
  },

  async 'XML that would explode'(t, lib) {
    const billion = `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>${xml('Authorize', '<X>&b;</X>')}`;
    t.equal((await unreadable(t, lib, billion)).code, 'document-type');
    await unreadable(t, lib, '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>');
    await unreadable(t, lib, xml('Authorize', '<AuthorizationDetails><AmazonAuthorizationId>&xxe;</AmazonAuthorizationId></AuthorizationDetails>'));
  },

  async 'XML that is very deep'(t, lib) {
    for (const depth of [65, 10_000, 1_000_000]) {
      await unreadable(t, lib, xml('Authorize', '<a>'.repeat(depth) + '</a>'.repeat(depth)));
      await unreadable(t, lib, '<a>'.repeat(depth));
    }
  },

  async 'an answer to something else'(t, lib) {
    await unreadable(t, lib, xml('GetOrderReferenceDetails'));
    await unreadable(t, lib, xml('Authorize', ''));
    await unreadable(t, lib, xml('Authorize'), 500);
  },

  async 'a fault is a fault whatever the status'(t, lib) {
    for (const status of [200, 400, 503]) {
      const error = await outcome(t, lib, faultXml('InvalidParameterValue'), status);
      t.ok(error instanceof lib.ServiceError);
      t.equal(error.code, 'InvalidParameterValue');
      t.equal(error.status, status);
    }
  },

  async 'faults in every dress'(t, lib) {
    const dressed = [
      '<ErrorResponse><RequestID>r</RequestID><Error><Message>m</Message><Code>AccessDenied</Code><Type/></Error></ErrorResponse>',
      '\ufeff<?xml version="1.0"?>\n<ErrorResponse xmlns="urn:other"><Error><Type></Type><Code>AccessDenied</Code><Message><![CDATA[m]]></Message><Detail/></Error><RequestId>r</RequestId></ErrorResponse>',
      '<e:ErrorResponse xmlns:e="urn:e"><!-- c --><e:Error><e:Code> AccessDenied </e:Code><e:Message>m</e:Message></e:Error><e:RequestId>r</e:RequestId></e:ErrorResponse>',
    ];
    for (const body of dressed) {
      const error = await outcome(t, lib, body, 401);
      t.ok(error instanceof lib.ServiceError, String(error));
      t.deepEqual([error.code.trim(), error.requestId, error.executed], ['AccessDenied', 'r', 'no']);
    }
  },

  async 'an unknown code is a service error with its own code'(t, lib) {
    const refused = await outcome(t, lib, faultXml('CodeOfTomorrow'), 409);
    t.deepEqual([refused.name, refused.code, refused.executed, refused.retryable], ['ServiceError', 'CodeOfTomorrow', 'no', false]);
    const failed = await outcome(t, lib, faultXml('CodeOfTomorrow'), 500);
    t.deepEqual([failed.name, failed.executed, failed.retryable], ['ServiceError', 'unknown', true]);
  },

  async 'unknown elements, states and order do no harm'(t, lib) {
    const details =
      '<AuthorizationDetails><Novelty><Deep a="b">x</Deep></Novelty><AuthorizationStatus><ReasonDescription/><State>StateOfTomorrow</State></AuthorizationStatus>text<AuthorizationAmount><Amount>1&#48;.00</Amount><CurrencyCode>USD</CurrencyCode></AuthorizationAmount><AmazonAuthorizationId><![CDATA[P01&]]>amp;&amp;</AmazonAuthorizationId><__proto__>x</__proto__></AuthorizationDetails>';
    const { pay } = stage(lib, [() => new Response(xml('Authorize', details))]);
    const { authorizationDetails: found } = await call(pay, 'Authorize');
    t.equal(found.authorizationStatus.state, 'StateOfTomorrow');
    t.equal(found.authorizationAmount.amount, '10.00');
    t.equal(found.amazonAuthorizationId, 'P01&amp;&');
    t.equal(found.novelty, undefined);
    t.equal(Object.getPrototypeOf(found), Object.prototype);
  },

  async 'an answer may be large'(t, lib) {
    const filling = `<Novelty>${'x'.repeat(1000)}</Novelty>`.repeat(3000);
    const body = xml('Authorize').replace('<AuthorizationDetails>', `<AuthorizationDetails>${filling}`);
    const { pay } = stage(lib, [() => new Response(body)]);
    t.equal((await call(pay, 'Authorize')).authorizationDetails.authorizationReferenceId, 'reference-1');
  },

  async 'one bad answer leaves the next call whole'(t, lib) {
    const script = [page(200), () => new Response('<a>'.repeat(1e5)), fault('AccessDenied', 401), () => new Response(xml('Authorize'))];
    const { pay } = stage(lib, script, { retry: false });
    for (let bad = 0; bad < 3; bad++) await t.rejects(pay.authorize(accepted.Authorize));
    t.equal((await pay.authorize(accepted.Authorize)).authorizationDetails.authorizationReferenceId, 'reference-1');
  },
};
