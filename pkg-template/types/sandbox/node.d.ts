// The sandbox over HTTP, on Node.

import type { Sandbox } from './index.js';

/** How a sandbox is served. */
export interface ServeOptions {
  /** Default: a free port. */
  readonly port?: number | undefined;
  /** Default: `'127.0.0.1'`, which other machines can't reach. */
  readonly host?: string | undefined;
}

/** A sandbox that listens. */
export interface SandboxServer {
  /** Such as `http://127.0.0.1:8180`. */
  readonly url: string;
  readonly port: number;
  readonly host: string;
  /** Stops listening and ends open connections. */
  close(): Promise<void>;
}

/** Serves a sandbox over HTTP. Resolves when it listens. */
export function serve(sandbox: Sandbox, options?: ServeOptions): Promise<SandboxServer>;
