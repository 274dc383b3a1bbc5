// @ts-check
// What buyers and Amazon do. It knows the names of the actions and of their arguments; what comes of
// them is the emulator's to say.

/** @type {Record<'selectCard' | 'selectAddress' | 'deleteCard' | 'deleteAddress' | 'deleteBillingAddress' |
 *   'updatePaymentMethod' | 'giveConsent' | 'withdrawConsent' | 'requireAuthentication' |
 *   'completeAuthentication' | 'signIn' | 'close', readonly string[]>} */
export const BUYER = {
  selectCard: ['card'],
  selectAddress: ['address'],
  deleteCard: [],
  deleteAddress: [],
  deleteBillingAddress: [],
  updatePaymentMethod: ['card'],
  giveConsent: [],
  withdrawConsent: [],
  requireAuthentication: [],
  completeAuthentication: ['outcome'],
  signIn: [],
  close: [],
};

/** @type {Record<'close' | 'cancel' | 'suspend' | 'reinstate' | 'register' | 'expire' | 'hold' | 'accept' |
 *   'reject' | 'fail' | 'chargeback' | 'refund', readonly string[]>} */
export const AMAZON = {
  close: [],
  cancel: [],
  suspend: [],
  reinstate: [],
  register: [],
  expire: [],
  hold: [],
  accept: [],
  reject: [],
  fail: [],
  chargeback: [],
  refund: [],
};

/**
 * Methods that let somebody act on an object through the control plane.
 *
 * @template {string} Name
 * @param {(id: string, action: object) => any} act
 * @param {Record<Name, readonly string[]>} names each action with the names of its arguments
 * @returns {Readonly<Record<Name, (id: string, ...args: any[]) => any>>}
 */
export function actions(act, names) {
  /** @type {any} */
  const methods = {};
  for (const action of /** @type {Name[]} */ (Object.keys(names))) {
    methods[action] = (/** @type {string} */ id, /** @type {any[]} */ ...args) => {
      const given = names[action].map((name, at) => [name, args[at]]);
      // What has no name of its own is an object that says more.
      const more = args[names[action].length];
      return act(id, { action, ...Object.fromEntries(given), ...more });
    };
  }
  return Object.freeze(methods);
}
