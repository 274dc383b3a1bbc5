// @ts-check
// Loaded before a page's program: whatever would leave this machine fails, and says so. So no snippet
// works by a network that its reader may not have.

import { Socket } from 'node:net';

const connect = Socket.prototype.connect;
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost', undefined]);

/** @type {any} */ (Socket.prototype).connect = function (/** @type {any[]} */ ...parameters) {
  const [options] = Array.isArray(parameters[0]) ? parameters[0] : parameters;
  const host = typeof options === 'object' ? options.host : parameters[1];
  if (!LOOPBACK.has(typeof host === 'function' ? undefined : host)) {
    throw new Error(`a snippet of the documentation connects to ${host}: it must not need the network`);
  }
  return Reflect.apply(connect, this, parameters);
};
