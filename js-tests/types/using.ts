// What a user writes whose project knows `using`. Nothing here runs.

import { Sandbox } from 'amazon-pay-wasm/sandbox';
import { serve } from 'amazon-pay-wasm/sandbox/node';

export async function ends() {
  using sandbox = await Sandbox.create();
  await using server = await serve(sandbox);
  return server.url;
}
