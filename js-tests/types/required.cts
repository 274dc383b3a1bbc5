// What `require` gives. Nothing here runs.

import pay = require('amazon-pay-wasm');
import sandboxes = require('amazon-pay-wasm/sandbox');
import node = require('amazon-pay-wasm/sandbox/node');
import redis = require('amazon-pay-wasm/redis');
import objects = require('amazon-pay-wasm/durable-object');
import table = require('amazon-pay-wasm/operations');

const options: pay.AmazonPayOptions = { region: 'jp', merchantId: 'A1', accessKey: 'AKIA', secretKey: 'a secret' };
const client: pay.AmazonPay = new pay.AmazonPay(options);

class OurError extends pay.AmazonPayError {}

async function authorizes(error: unknown): Promise<string | undefined> {
  if (error instanceof pay.ServiceError) return error.code;
  if (error instanceof OurError) return error.executed;
  const sandbox: sandboxes.Sandbox = await sandboxes.Sandbox.create();
  const server = await node.serve(sandbox);
  const { orderReferenceDetails } = await client.getOrderReferenceDetails({ amazonOrderReferenceId: 'S01' });
  return orderReferenceDetails.amazonOrderReferenceId + server.url + table.operations.length;
}

const store: redis.Store = redis.redisStore((script, keys, values) => script.length + keys.length + values.length);
class Kept extends objects.PacingDurableObject {}

export = { authorizes, store, Kept };
