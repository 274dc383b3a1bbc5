// What `require` gives: the same as `import`, under the same names.

import type * as esm from './node.js' with { 'resolution-mode': 'import' };

export type * from './node.js' with { 'resolution-mode': 'import' };

export declare const serve: typeof esm.serve;
