// The sandbox over HTTP, on Node.

import type { Disposal, Sandbox, SandboxCredentials } from './index.js';

/** How a sandbox is served. */
export interface ServeOptions {
  /** Default: 0, which takes a free one. */
  readonly port?: number | undefined;
  /** The address to listen on. Default: `'127.0.0.1'`, which other machines can't reach. */
  readonly host?: string | undefined;
  /** More names by which the control plane may be called. */
  readonly allowHosts?: readonly string[] | undefined;
  /** The origin whose pages may call the sandbox. Default: none. */
  readonly cors?: string | undefined;
  /** Serves TLS: with this key and certificate (PEM), or with a pair that is made now. */
  readonly https?: boolean | { readonly key: string | Uint8Array; readonly cert: string | Uint8Array } | undefined;
  /** Is told after each answer, but for what the sandbox's own page looks at. */
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
}

/** A request and its answer. They hold what the client sent, tokens included. */
export interface Exchange {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** Of the request. */
  readonly body: string;
  /** 0 where a fault dropped the connection. */
  readonly status: number;
  /** The body of the answer. */
  readonly answer: string;
  /** Milliseconds that it took. */
  readonly ms: number;
}

/** A sandbox that listens. */
export interface SandboxServer extends Disposal<'asyncDispose', Promise<void>> {
  /** Such as `http://127.0.0.1:8180`. */
  readonly url: string;
  readonly port: number;
  readonly host: string;
  /** Options of a client that calls it. */
  readonly credentials: SandboxCredentials;
  /** What a client must trust to call it over TLS, in PEM. */
  readonly certificate: string | undefined;
  /** Hangs up on everybody at once and frees the port. */
  close(): Promise<void>;
}

/** Serves a sandbox over HTTP. Resolves when it listens. */
export function serve(sandbox: Sandbox, options?: ServeOptions): Promise<SandboxServer>;
