// What `require` gives: the same as `import`, under the same names.

import type * as esm from './table.js' with { 'resolution-mode': 'import' };

export type * from './table.js' with { 'resolution-mode': 'import' };

export declare const operations: typeof esm.operations;
export declare const shapes: typeof esm.shapes;
export declare const regions: typeof esm.regions;
export declare const faults: typeof esm.faults;
