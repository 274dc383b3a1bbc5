// A handful of the table, for as long as the real one is not generated.
const write = { live: { capacity: 10, perSecond: 1 }, sandbox: { capacity: 2, perSecond: 0.5 } };
const reads = { live: { capacity: 20, perSecond: 2 }, sandbox: { capacity: 5, perSecond: 1 } };

export const operations = [
  { name: 'Authorize', method: 'authorize', effect: 'keyed', key: 'authorizationReferenceId', fields: ['amazonOrderReferenceId', 'authorizationReferenceId', 'sellerAuthorizationNote', 'amount', 'id', 'idType'].map((name) => ({ name })), quota: write },
  { name: 'ConfirmOrderReference', method: 'confirmOrderReference', effect: 'settles', fields: ['amazonOrderReferenceId', 'authorizationReferenceId', 'sellerAuthorizationNote', 'amount', 'id', 'idType'].map((name) => ({ name })), quota: write },
  { name: 'CreateOrderReferenceForId', method: 'createOrderReferenceForId', effect: 'unkeyed', fields: ['amazonOrderReferenceId', 'authorizationReferenceId', 'sellerAuthorizationNote', 'amount', 'id', 'idType'].map((name) => ({ name })), quota: write },
  { name: 'GetOrderReferenceDetails', method: 'getOrderReferenceDetails', effect: 'read', fields: ['amazonOrderReferenceId', 'authorizationReferenceId', 'sellerAuthorizationNote', 'amount', 'id', 'idType'].map((name) => ({ name })), quota: reads },
  { name: 'GetServiceStatus', method: 'getServiceStatus', effect: 'read', fields: ['amazonOrderReferenceId', 'authorizationReferenceId', 'sellerAuthorizationNote', 'amount', 'id', 'idType'].map((name) => ({ name })), quota: { live: { capacity: 2, perSecond: 1 / 300 }, sandbox: { capacity: 2, perSecond: 1 / 300 } } },
];

const eu = { host: 'mws-eu.amazonservices.com', currencyCode: 'EUR', paymentDomain: 'EU_EUR', profileHost: 'api.amazon.de', sandboxProfileHost: 'api.sandbox.amazon.de' };
const us = { host: 'mws.amazonservices.com', currencyCode: 'USD', paymentDomain: 'NA_USD', profileHost: 'api.amazon.com', sandboxProfileHost: 'api.sandbox.amazon.com' };
export const regions = { us, na: us, uk: { ...eu, currencyCode: 'GBP', paymentDomain: 'EU_GBP' }, de: eu, eu, jp: { ...us, host: 'mws.amazonservices.jp', currencyCode: 'JPY', paymentDomain: 'FE_JPY' } };
export const paths = { live: '/OffAmazonPayments/2013-01-01', sandbox: '/OffAmazonPayments_Sandbox/2013-01-01' };
export const version = '0.0.0-fake';
