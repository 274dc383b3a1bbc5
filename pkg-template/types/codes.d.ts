// Made from the tables of codes by `cargo xtask types`. Do not edit. What to do about each is
// in the error index, docs/errors.md.

/**
 * A fault code of the service that is known. New words may come.
 */
export type FaultCode =
  | 'InputStreamDisconnected'
  | 'InvalidParameterValue'
  | 'RequestExpired'
  | 'AccessDenied'
  | 'InvalidAccessKeyId'
  | 'SignatureDoesNotMatch'
  | 'InvalidAddress'
  | 'InternalError'
  | 'InternalServerError'
  | 'QuotaExceeded'
  | 'RequestThrottled'
  | 'ServiceUnavailable'
  | 'AmbiguousToken'
  | 'BillingAgreementConstraintsExist'
  | 'BillingAgreementNotModifiable'
  | 'CaptureNotRefundable'
  | 'ConstraintsExist'
  | 'CurrencyMismatch'
  | 'CurrencyUnsupported'
  | 'DuplicateReferenceId'
  | 'DuplicateRequest'
  | 'InvalidAccountStatus'
  | 'InvalidAddressConsentToken'
  | 'InvalidAuthorizationStatus'
  | 'InvalidBillingAgreementId'
  | 'InvalidBillingAgreementStatus'
  | 'InvalidCancelAttempt'
  | 'InvalidCloseAttempt'
  | 'InvalidOrderReferenceId'
  | 'InvalidOrderReferenceStatus'
  | 'InvalidSandboxSimulationSpecified'
  | 'InvalidTransactionId'
  | 'MissingAuthenticationToken'
  | 'OrderReferenceCountExceeded'
  | 'OrderReferenceNotModifiable'
  | 'PaymentMethodNotUpdated'
  | 'PeriodicAmountExceeded'
  | 'TransactionAmountExceeded'
  | 'TransactionCountExceeded'
  | 'UnauthorizedAccess'
  | 'UnauthorizedSolutionProvider'
  | (string & {});

/**
 * What is wrong with one parameter. Nothing was sent.
 *
 * - `required`: The parameter is missing, or a list has a gap.
 * - `unknown`: There is no parameter of this name; the message names the nearest one. In a sandbox:
 *   there is no such object.
 * - `wrong-type`: The value is of another type than the parameter. A number for an amount is one:
 *   money is never a float here.
 * - `amount`: The amount is no decimal number above zero, or has more decimals than its currency.
 * - `empty`: An id, key or token is an empty string.
 * - `too-long`: The text has more characters, or the list more items, than the service takes.
 * - `out-of-range`: The number is too small, too large, or not whole.
 * - `not-allowed`: The word is none of those that the service takes here.
 * - `not-a-time`: The text is no ISO 8601 time.
 * - `not-a-currency`: The text is no currency code.
 * - `needs`: This parameter works only together with another one, which is missing.
 * - `conflict`: Two parameters exclude each other.
 * - `lone-surrogate`: The text holds half of a character, which has no form in UTF-8 and could be
 *   neither signed nor sent.
 * - `nul`: A text holds the character NUL.
 * - `unreadable`: A getter of the parameters threw while it was read.
 * - `unknown-operation`: There is no operation of this name; the message names the nearest one.
 * - `invalid`: The value is not what the method can work with: for `charge` an id of another kind,
 *   for `getUserInfo` no token, in a sandbox a bad argument.
 * - `used`: `charge`: the reference id has authorized another amount before, so its outcome is not
 *   this charge's.
 * - `audience`: `getUserInfo`: the token was given to another site than your `clientId`.
 * - `state`: In a sandbox: the object is in no state in which buyer or Amazon could do this.
 * - `refused`: In a sandbox: the control plane refuses for a reason without a code of its own.
 */
export type IssueCode =
  | 'required'
  | 'unknown'
  | 'wrong-type'
  | 'amount'
  | 'empty'
  | 'too-long'
  | 'out-of-range'
  | 'not-allowed'
  | 'not-a-time'
  | 'not-a-currency'
  | 'needs'
  | 'conflict'
  | 'lone-surrogate'
  | 'nul'
  | 'unreadable'
  | 'unknown-operation'
  | 'invalid'
  | 'used'
  | 'audience'
  | 'state'
  | 'refused'
  | (string & {});

/**
 * Why an answer can't be read. The service may have acted on the call.
 *
 * - `empty`: The answer has no body.
 * - `not-xml`: The answer is not XML: mostly a page of a proxy's.
 * - `malformed`: The answer is XML that is not well-formed.
 * - `truncated`: The answer ends in the middle: the connection broke.
 * - `document-type`: The answer declares a document type, which is refused.
 * - `entity`: The answer uses an entity that XML does not define.
 * - `too-deep`: The answer nests more than 64 elements.
 * - `too-large`: The answer is larger than 32 MB.
 * - `too-many-items`: A list of the answer has too many items.
 * - `encoding`: The answer is not UTF-8.
 * - `not-utf-8`: Text that reached the core is not UTF-8.
 * - `redirect`: The answer asks to go elsewhere. A redirect is never followed: it would carry
 *   signed data to an address that nobody chose.
 * - `no-code`: The answer is a fault without a code.
 * - `other-root`: The answer is one to another operation.
 * - `other-status`: The answer holds a result, but its HTTP status says that the call failed.
 * - `incomplete`: The answer lacks something that always stands there, so it can't be told what
 *   became of the money.
 * - `unreadable`: Login with Amazon's answer is not JSON, or names no buyer. It was only asked, so
 *   nothing has changed.
 */
export type ResponseCode =
  | 'empty'
  | 'not-xml'
  | 'malformed'
  | 'truncated'
  | 'document-type'
  | 'entity'
  | 'too-deep'
  | 'too-large'
  | 'too-many-items'
  | 'encoding'
  | 'not-utf-8'
  | 'redirect'
  | 'no-code'
  | 'other-root'
  | 'other-status'
  | 'incomplete'
  | 'unreadable'
  | (string & {});

/**
 * Why a notification was refused. Those marked (forged) prove that it is not genuine: a handler
 * answers them with 400, and the service never sends them again. Everything else but `seen` is
 * answered with 503, so that nothing is lost by a mistake that can be mended.
 *
 * - `body`: There is no body, it could not be received, or somebody has read it already.
 * - `too-large` (forged): It is above 1 MB; the service's own limit is 256 KB.
 * - `envelope` (forged): It is not JSON, or lacks what every envelope of the service has.
 * - `unsupported`: A type of envelope, a signature version or a field that is not known.
 * - `certificate-url` (forged): The certificate is not where the service's are.
 * - `certificate-unavailable`: The certificate could not be fetched.
 * - `certificate`: The certificate can't be read.
 * - `certificate-subject`: The certificate is somebody else's.
 * - `certificate-key`: The certificate's key is no RSA key of 2048 bits or more.
 * - `certificate-expired`: The certificate is not valid at this time, or the clock is wrong.
 * - `signature` (forged): The signature is not one of that certificate over this envelope.
 * - `topic` (forged): Another topic than Amazon Pay's, or than `topicArn` says.
 * - `stale`: Older than `maxAge`.
 * - `subscribe-url` (forged): The subscription would be confirmed elsewhere than at its region's
 *   host.
 * - `confirmation`: `confirm()` did not succeed.
 * - `message`: Genuine, but what it says can't be read.
 * - `seller`: For another seller than `merchantId`.
 * - `environment`: From the sandbox instead of production, or the reverse.
 * - `seen`: Handled before, says `seen`.
 */
export type NotificationReason =
  | 'body'
  | 'too-large'
  | 'envelope'
  | 'unsupported'
  | 'certificate-url'
  | 'certificate-unavailable'
  | 'certificate'
  | 'certificate-subject'
  | 'certificate-key'
  | 'certificate-expired'
  | 'signature'
  | 'topic'
  | 'stale'
  | 'subscribe-url'
  | 'confirmation'
  | 'message'
  | 'seller'
  | 'environment'
  | 'seen';

/**
 * What a diagnosis can find. New words may come.
 *
 * - `clock`: This machine's clock is off by more than five minutes; the service refuses what is
 *   more than 15 minutes off.
 * - `access-key`: The service does not know the access key.
 * - `secret-key`: The signature does not match: the secret key does not belong to the access key,
 *   or something between rewrites the request.
 * - `region`: Keys, or the id, belong to another region.
 * - `environment`: Keys, or the id, belong to the sandbox instead of production, or the reverse.
 * - `permission`: These keys may not act for this seller, not on this object, or not on billing
 *   agreements.
 * - `account`: The account is suspended or not completely registered.
 * - `id`: The id is none that this service gives out, or the service does not know it.
 * - `endpoint`: What answers is not this API.
 * - `unreachable`: The host can't be reached, or time ran out.
 * - `throttled`: Calls come too fast, so nothing more can be told.
 * - `service`: The service answers something that says nothing about keys or clock.
 */
export type FindingCode =
  | 'clock'
  | 'access-key'
  | 'secret-key'
  | 'region'
  | 'environment'
  | 'permission'
  | 'account'
  | 'id'
  | 'endpoint'
  | 'unreachable'
  | 'throttled'
  | 'service'
  | (string & {});

/**
 * What there is to do about a state. New words may come.
 *
 * - `done`: Nothing is left to be decided.
 * - `capture`: The amount is reserved.
 * - `wait`: It is not decided yet, or Amazon examines it.
 * - `retry`: A soft decline: the same payment method may pass.
 * - `retry-later`: Amazon's processing failed for a moment.
 * - `retry-asynchronously`: The decision did not come within the few seconds of a synchronous
 *   authorization.
 * - `change-payment-method`: The payment method can't pay; the order reference waits for another
 *   one.
 * - `offer-another-method`: Amazon Pay will not pay this order.
 * - `authorize-anew`: The reservation is gone, and money may still be due.
 * - `authenticate`: The buyer's bank wants to see him.
 * - `stop`: The order was cancelled.
 */
export type AdviceAction =
  | 'done'
  | 'capture'
  | 'wait'
  | 'retry'
  | 'retry-later'
  | 'retry-asynchronously'
  | 'change-payment-method'
  | 'offer-another-method'
  | 'authorize-anew'
  | 'authenticate'
  | 'stop'
  | (string & {});

/**
 * Why Login with Amazon refuses a token. Nothing was changed.
 *
 * - `invalid_token`: The token is wrong or has expired after an hour (HTTP 400).
 * - `invalid_request`: The question lacks something (HTTP 400, unconfirmed).
 * - `insufficient_scope`: The buyer did not allow this (HTTP 403, unconfirmed).
 * - `ServerError`: Login with Amazon failed (HTTP 500, unconfirmed).
 * - `unknown`: It refused without a code that can be read.
 */
export type SignInCode =
  | 'invalid_token'
  | 'invalid_request'
  | 'insufficient_scope'
  | 'ServerError'
  | 'unknown'
  | (string & {});

