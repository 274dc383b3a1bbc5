/** What a field holds. */
export type Kind =
  | 'text'
  | 'id'
  | 'time'
  | 'amount'
  | 'currency'
  | 'decimal'
  | 'integer'
  | 'flag'
  | 'choice'
  | 'record'
  | 'list';

/** The objects of the service. */
export type ResourceName =
  | 'OrderReference'
  | 'Authorization'
  | 'Capture'
  | 'Refund'
  | 'BillingAgreement'
  | 'ProviderCredit'
  | 'Merchant'
  | 'Service';

/** What a field or an item of a list holds. */
export interface KindInfo {
  readonly kind: Kind;
  /** Of an integer: the least value. */
  readonly least?: number;
  /** Of an integer: the greatest value; absent where no bound is known. */
  readonly most?: number;
  /** Of a choice: the name of its type. */
  readonly choice?: string;
  /** Of a choice: the words. Requests must use one of them; answers may hold others. */
  readonly words?: readonly string[];
  /** Of a choice: a request may write the words in any case. */
  readonly anyCase?: boolean;
  /** Of a record: the name of its type. */
  readonly shape?: string;
  /** Of a record: its fields. */
  readonly fields?: readonly FieldInfo[];
  /** Of a list: what an item is. */
  readonly item?: ItemInfo;
  /** Of a list: an item of an answer may hold several words joined by commas. */
  readonly commaJoined?: boolean;
}

/** An item of a list. */
export interface ItemInfo extends KindInfo {
  /** Its name in requests. */
  readonly wire: string;
  /** Its names in answers and notifications. */
  readonly answerNames: readonly string[];
}

/** One parameter of a request or element of an answer. */
export interface FieldInfo extends KindInfo {
  /** Its name in JavaScript. */
  readonly name: string;
  /** Its name on the wire. */
  readonly wire: string;
  /** In a request: must be given. In an answer: stands in every one we know of. */
  readonly required: boolean;
  /** Most characters that a request may carry. */
  readonly max?: number;
  /** Other names under which answers and notifications carry it. */
  readonly aliases?: readonly string[];
  /** The word that is sent when it is left out. */
  readonly default?: string;
  /** What the value is taken from when it is left out: an option of the client, or its region. */
  readonly defaultFrom?: 'currencyCode' | 'platformId' | 'region';
  /** Holds personal data or a secret. */
  readonly sensitive?: boolean;
  /** Path of a parameter that must be given when this one is given and not false. */
  readonly needs?: string;
  /** Name of a sibling that must not be given together with this one. */
  readonly excludes?: string;
  readonly doc: string;
}

/** A token bucket: how many calls may come at once, and how many come back in a second. */
export interface QuotaInfo {
  readonly capacity: number;
  readonly perSecond: number;
}

/** One operation of the service. */
export interface OperationInfo {
  readonly name: string;
  /** The client's method. */
  readonly method: string;
  readonly resource: ResourceName;
  readonly doc: string;
  /**
   * What repeating it does: nothing, the same object for the same key, the same state, or something
   * new each time.
   */
  readonly effect: 'read' | 'keyed' | 'settles' | 'unkeyed';
  /** Where the effect is `keyed`: the parameter that is the key. */
  readonly key?: string;
  readonly quota: { readonly live: QuotaInfo; readonly sandbox: QuotaInfo };
  /** In which states of its object it is allowed, and the fault code otherwise. */
  readonly allowed?: {
    readonly resource: ResourceName;
    readonly states: readonly string[];
    readonly otherwise: string;
  };
  /** Fault codes of its own, beside those that any call may meet. */
  readonly faults: readonly string[];
  readonly params: readonly FieldInfo[];
  readonly results: readonly FieldInfo[];
}

/** A record of named fields. */
export interface ShapeInfo {
  readonly name: string;
  readonly doc: string;
  readonly fields: readonly FieldInfo[];
}

/** A region of the service. */
export interface RegionInfo {
  readonly key: string;
  readonly aliases: readonly string[];
  readonly host: string;
  readonly paths: { readonly live: string; readonly sandbox: string };
  /** The currency in which the merchant's account is kept. */
  readonly currencyCode: string;
  /** Currencies that an order's total may have. */
  readonly currencies: readonly string[];
  readonly paymentDomain: string;
  /** Hosts of Login with Amazon. */
  readonly profileHosts: { readonly live: string; readonly sandbox: string };
  /** Addresses of the browser's widgets. */
  readonly widgetUrls: { readonly live: string; readonly sandbox: string };
}

/** A fault code of the service. */
export interface FaultInfo {
  readonly code: string;
  readonly status: number;
  /** Another status that some document gives. */
  readonly otherStatus?: number;
  /** Whether a document or a captured answer shows the status. */
  readonly statusConfirmed: boolean;
  /** Whether the same call may succeed if it is repeated. */
  readonly retryable: boolean;
  /** Whether it means that calls come too fast. */
  readonly throttled: boolean;
  /** Whether the service may have acted on the call. */
  readonly executed: 'no' | 'unknown';
  readonly advice: string;
}

/** All 29 operations, in the reference's order. */
export const operations: readonly OperationInfo[];
/** Every record that stands in requests, answers and notifications, by name. */
export const shapes: { readonly [name: string]: ShapeInfo };
export const regions: readonly RegionInfo[];
export const faults: readonly FaultInfo[];
