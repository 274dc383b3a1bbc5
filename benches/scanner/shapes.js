'use strict';
// What the scanner knows of the answers: element name -> what it holds. Written here by hand, apart from the package's
// own table, because an oracle must not copy what it checks.

const text = { kind: 'text' };
const flag = { kind: 'flag' };
const record = (shape) => ({ kind: 'record', shape });
const list = (item, of) => ({ kind: 'list', item, of });

const PRICE = { Amount: text, CurrencyCode: text };
const STATUS = { State: text, LastUpdateTimestamp: text, ReasonCode: text, ReasonDescription: text };
const ADDRESS = {
  Name: text, AddressLine1: text, AddressLine2: text, AddressLine3: text, City: text, County: text, District: text,
  StateOrRegion: text, PostalCode: text, CountryCode: text, Phone: text,
};
const ID_LIST = list('member', text);
const CATEGORIES = list('OrderItemCategory', text);
const SELLER_ORDER_ATTRIBUTES = record({
  SellerOrderId: text, StoreName: text, SupplementaryData: text, OrderItemCategories: CATEGORIES, CustomInformation: text,
});
const AUTHORIZATION_DETAILS = {
  AmazonAuthorizationId: text, AuthorizationReferenceId: text, AuthorizationBillingAddress: record(ADDRESS),
  SellerAuthorizationNote: text, AuthorizationAmount: record(PRICE), CapturedAmount: record(PRICE),
  AuthorizationFee: record(PRICE), IdList: ID_LIST, CreationTimestamp: text, ExpirationTimestamp: text,
  AuthorizationStatus: record(STATUS), OrderItemCategories: CATEGORIES, CaptureNow: flag, SoftDescriptor: text,
  AddressVerificationCode: text, SoftDecline: flag,
};
const ORDER_REFERENCE_DETAILS = {
  AmazonOrderReferenceId: text, Buyer: record({ Name: text, Email: text, Phone: text }), OrderTotal: record(PRICE),
  SellerNote: text, PlatformId: text,
  Destination: record({ DestinationType: text, PhysicalDestination: record(ADDRESS) }),
  PaymentDescriptor: record({ Name: text, AccountNumberTail: text, FullDescriptor: text, UseAmazonBalanceFirst: flag }),
  BillingAddress: record({ AddressType: text, PhysicalAddress: record(ADDRESS) }), ReleaseEnvironment: text,
  SellerOrderAttributes: SELLER_ORDER_ATTRIBUTES, OrderReferenceStatus: record(STATUS),
  Constraints: list('Constraint', record({ ConstraintID: text, Description: text })), CreationTimestamp: text,
  ExpirationTimestamp: text, ParentDetails: record({ Id: text, Type: text }), IdList: ID_LIST, OrderLanguage: text,
  RequestPaymentAuthorization: flag,
  PaymentServiceProviderAttributes: record({ PaymentServiceProviderId: text, PaymentServiceProviderOrderId: text }),
  PaymentReference: record({ StaticToken: text }), PaymentAuthenticationStatus: record({ State: text }),
};
const LISTED_ORDER = {
  ReleaseEnvironment: text, OrderReferenceStatus: record(STATUS), AmazonOrderReferenceId: text, CreationTimestamp: text,
  SellerOrderAttributes: SELLER_ORDER_ATTRIBUTES, OrderTotal: record(PRICE), SellerNote: text, OrderLanguage: text,
};
const RESULTS = {
  Authorize: { AuthorizationDetails: record(AUTHORIZATION_DETAILS) },
  GetOrderReferenceDetails: { OrderReferenceDetails: record(ORDER_REFERENCE_DETAILS) },
  ListOrderReference: { OrderReferenceList: list('OrderReference', record(LISTED_ORDER)), NextPageToken: text },
};
const METADATA = record({ RequestId: text });
const FAULT = {
  Error: record({ Type: text, Code: text, Message: text }), RequestId: text, RequestID: text,
};

module.exports = { RESULTS, METADATA, FAULT, record };
