// @ts-check
// Where requests go. It knows which addresses may carry signed data and which hosts are this
// machine; it refuses to know what is sent.

import { ConfigurationError } from './errors.js';

/**
 * An address that an option gives: scheme, host and port, nothing else.
 *
 * @param {string} option the option's name
 * @param {unknown} given
 * @param {boolean} sandbox whether plain HTTP to another machine is tolerable
 * @returns {{ origin: string, host: string, loopback: boolean }}
 */
export function endpoint(option, given, sandbox) {
  const url = parse(option, given);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw wrong(option, `\`${option}\` must begin with https:// or http://`);
  }
  if (url.username !== '' || url.password !== '') {
    throw wrong(option, `\`${option}\` must not hold a user name or a password`);
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw wrong(option, `\`${option}\` must end after its host and port: the path is the service's`);
  }
  const loopback = isLoopback(url.hostname);
  if (url.protocol === 'http:' && !sandbox && !loopback) {
    throw wrong(option, `\`${option}\` must begin with https:// in production, unless it is this machine`);
  }
  return { origin: `${url.protocol}//${url.host}`, host: url.host, loopback };
}

/**
 * A host, with or without a port, that the option `signedHost` gives.
 *
 * @param {string} option
 * @param {string} given
 */
export function host(option, given) {
  if (!/^[A-Za-z0-9._-]+(:\d{1,5})?$|^\[[0-9A-Fa-f:.]+\](:\d{1,5})?$/.test(given)) {
    throw wrong(option, `\`${option}\` must be a host name, with a port if need be`);
  }
  return given.toLowerCase();
}

/**
 * Whether a host name means this machine, so that nothing leaves it.
 *
 * @param {string} name
 */
export function isLoopback(name) {
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '[::1]' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name)
  );
}

/**
 * @param {string} option
 * @param {unknown} given
 */
function parse(option, given) {
  const text = given instanceof URL ? given.href : given;
  if (typeof text !== 'string') throw wrong(option, `\`${option}\` must be a URL`);
  try {
    return new URL(text);
  } catch {
    throw wrong(option, `\`${option}\` must be a URL such as https://127.0.0.1:8180`);
  }
}

/**
 * @param {string} option
 * @param {string} message
 */
function wrong(option, message) {
  return new ConfigurationError(message, { option });
}
