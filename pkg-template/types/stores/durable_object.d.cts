// What `require` gives: the same as `import`, under the same names.

import type * as esm from './durable_object.js' with { 'resolution-mode': 'import' };

export type * from './durable_object.js' with { 'resolution-mode': 'import' };

export declare const PacingDurableObject: typeof esm.PacingDurableObject;
export type PacingDurableObject = esm.PacingDurableObject;
export declare const NotificationDurableObject: typeof esm.NotificationDurableObject;
export type NotificationDurableObject = esm.NotificationDurableObject;
export declare const durableObjectStore: typeof esm.durableObjectStore;
export declare const handledNotifications: typeof esm.handledNotifications;
