// What `require` gives: the same as `import`, under the same names.

import type * as esm from './redis.js' with { 'resolution-mode': 'import' };

export type * from './redis.js' with { 'resolution-mode': 'import' };

export declare const redisStore: typeof esm.redisStore;
