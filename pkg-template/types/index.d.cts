// What `require` gives: the same as `import`, under the same names.

import type * as esm from './index.js' with { 'resolution-mode': 'import' };

export type * from './index.js' with { 'resolution-mode': 'import' };

export declare const AmazonPay: typeof esm.AmazonPay;
export type AmazonPay = esm.AmazonPay;
export declare const AmazonPayError: typeof esm.AmazonPayError;
export type AmazonPayError = esm.AmazonPayError;
export declare const ConfigurationError: typeof esm.ConfigurationError;
export type ConfigurationError = esm.ConfigurationError;
export declare const ValidationError: typeof esm.ValidationError;
export type ValidationError = esm.ValidationError;
export declare const ServiceError: typeof esm.ServiceError;
export type ServiceError = esm.ServiceError;
export declare const ThrottledError: typeof esm.ThrottledError;
export type ThrottledError = esm.ThrottledError;
export declare const ConnectionError: typeof esm.ConnectionError;
export type ConnectionError = esm.ConnectionError;
export declare const TimeoutError: typeof esm.TimeoutError;
export type TimeoutError = esm.TimeoutError;
export declare const AbortedError: typeof esm.AbortedError;
export type AbortedError = esm.AbortedError;
export declare const ResponseError: typeof esm.ResponseError;
export type ResponseError = esm.ResponseError;
export declare const NotificationError: typeof esm.NotificationError;
export type NotificationError = esm.NotificationError;
export declare const InternalError: typeof esm.InternalError;
export type InternalError = esm.InternalError;
export declare const verifyNotification: typeof esm.verifyNotification;
export declare const notificationHandler: typeof esm.notificationHandler;
