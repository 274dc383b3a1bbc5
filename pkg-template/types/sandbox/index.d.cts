// What `require` gives: the same as `import`, under the same names.

import type * as esm from './index.js' with { 'resolution-mode': 'import' };

export type * from './index.js' with { 'resolution-mode': 'import' };

export declare const Sandbox: typeof esm.Sandbox;
export type Sandbox = esm.Sandbox;
