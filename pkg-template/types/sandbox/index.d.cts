// What `require` gives: the same as `import`, under the same names.

import type * as esm from './index.js' with { 'resolution-mode': 'import' };

export type * from './index.js' with { 'resolution-mode': 'import' };

export declare const Sandbox: typeof esm.Sandbox;
export type Sandbox = esm.Sandbox;
export declare const AmazonPayError: typeof esm.AmazonPayError;
export type AmazonPayError = esm.AmazonPayError;
export declare const ConfigurationError: typeof esm.ConfigurationError;
export type ConfigurationError = esm.ConfigurationError;
export declare const InternalError: typeof esm.InternalError;
export type InternalError = esm.InternalError;
export declare const ValidationError: typeof esm.ValidationError;
export type ValidationError = esm.ValidationError;
