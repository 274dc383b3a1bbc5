// The sandbox over HTTP, on Node.

import type { Sandbox, SandboxCredentials } from './index.js';

/** How a sandbox is served. */
export interface ServeOptions {
  /** Default: a free port. */
  readonly port?: number | undefined;
  /** Default: `'127.0.0.1'`, which other machines can't reach. */
  readonly host?: string | undefined;
  /** Names, beside this machine's and `host`, by which the control plane may be called. */
  readonly allowHosts?: readonly string[] | undefined;
  /** The origin whose pages may call it. Default: none. */
  readonly cors?: string | undefined;
  /** Serves TLS: with a key and certificate in PEM, or with fresh ones. */
  readonly https?: boolean | { readonly key: string; readonly cert: string } | undefined;
  /** Told after each answer. */
  readonly onExchange?: ((exchange: Exchange) => unknown) | undefined;
}

/** A request and its answer. */
export interface Exchange {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** Of the request. */
  readonly body: string;
  /** 0 where a fault ended the connection. */
  readonly status: number;
  /** The body of the answer. */
  readonly answer: string;
  readonly ms: number;
}

/** A sandbox that listens. */
export interface SandboxServer {
  /** Such as `http://127.0.0.1:8180`. */
  readonly url: string;
  readonly port: number;
  readonly host: string;
  /** Options of a client that calls it. */
  readonly credentials: SandboxCredentials;
  /** What a client must trust to call it over TLS, in PEM. */
  readonly certificate: string | undefined;
  /** Stops listening and ends open connections. */
  close(): Promise<void>;
}

/** Serves a sandbox over HTTP. Resolves when it listens. */
export function serve(sandbox: Sandbox, options?: ServeOptions): Promise<SandboxServer>;
