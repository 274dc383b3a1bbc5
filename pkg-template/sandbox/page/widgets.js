// @ts-check
// Amazon's Widgets.js for a shop's page while it is developed: the same names and callbacks (behaviour.md
// 1.3, 9.1, 9.2, 9.4), with plain form fields for what Amazon's own widgets show. It knows what a buyer
// does there; it refuses to know what comes of it, which is the sandbox's to say.
//
// Served at `/Widgets.js`. It runs in the shop's page, so the sandbox must let that page in: `--cors`.

(() => {
  const { origin } = new URL(/** @type {HTMLScriptElement} */ (document.currentScript).src);
  const page = /** @type {any} */ (window);
  /** What both kinds of widgets are about. @type {Record<string, { path: string, id: string }>} */
  const KINDS = {
    OrderReference: { path: '/sandbox/order-references', id: 'amazonOrderReferenceId' },
    BillingAgreement: { path: '/sandbox/billing-agreements', id: 'amazonBillingAgreementId' },
  };
  /**
   * What the widgets of this page share where none was given: made by the first of them, and made anew when one
   * of its kind is shown again.
   *
   * @type {Record<string, { id: Promise<string>, shown: Set<Function> }>}
   */
  const drafts = {};

  /**
   * @param {string} path
   * @param {object} [body]
   * @returns {Promise<any>}
   */
  async function ask(path, body) {
    const posted = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(origin + path, body && posted).catch(() => {
      throw new Error(`the sandbox does not answer this page; was it started with --cors ${location.origin}?`);
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error);
    return answer;
  }

  /** @param {string} id @param {object} action */
  const act = (id, action) => ask(`/sandbox/objects/${id}/buyer`, action);

  /** What callbacks are given. @param {string} id */
  const handle = (id) => ({ getAmazonOrderReferenceId: () => id, getAmazonBillingAgreementId: () => id });

  /**
   * @param {string} name
   * @param {object} properties
   * @param {(Node | string)[]} children
   */
  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  class Widget {
    /** @param {any} options */
    constructor(options) {
      this.options = options;
    }

    /** @param {string} place the id of an element */
    bind(place) {
      this.#show(/** @type {HTMLElement} */ (document.getElementById(place))).catch((error) => {
        if (!this.options.onError) console.error(error);
        this.options.onError?.({ getErrorCode: () => 'Sandbox', getErrorMessage: () => error.message });
      });
      return this;
    }

    /** @param {HTMLElement} place */
    async #show(place) {
      const { agreementType = 'OrderReference', onOrderReferenceCreate, onReady } = this.options;
      const kind = KINDS[agreementType];
      let id = this.options[kind.id];
      if (!id) {
        const isFirst = drafts[agreementType]?.shown.has(this.constructor) ?? true;
        if (isFirst) {
          const made = ask(kind.path, { card: null, ...this.draft() });
          drafts[agreementType] = { id: made.then((draft) => draft[kind.id]), shown: new Set() };
        }
        drafts[agreementType].shown.add(this.constructor);
        id = await drafts[agreementType].id;
        if (isFirst) onOrderReferenceCreate?.(handle(id));
      }
      place.replaceChildren(await this.field(id));
      onReady?.(handle(id));
    }

    /** What a draft is made with by this widget. */
    draft() {
      return {};
    }

    /**
     * @param {string} _id
     * @returns {Promise<Node>}
     */
    async field(_id) {
      return element('span', {});
    }
  }

  class AddressBook extends Widget {
    /** @override @param {string} id */
    async field(id) {
      const { arguments: { address } } = await ask('/sandbox/options');
      queueMicrotask(() => this.options.onAddressSelect?.(handle(id)));
      const lines = [address.name, address.addressLine1, `${address.city} ${address.postalCode}`, address.countryCode];
      return element('p', {}, `Amazon's address book (sandbox): ${lines.join(', ')}`);
    }
  }

  class Wallet extends Widget {
    /** Without an address book there is nothing to send. @override */
    draft() {
      return { address: false };
    }

    /** @override @param {string} id */
    async field(id) {
      const [{ state }, { arguments: { card: cards } }] = await Promise.all([ask(`/sandbox/objects/${id}`), ask('/sandbox/options')]);
      const options = cards.map((/** @type {any} */ { value, label }) => element('option', { value }, `…${value} ${label}`));
      const select = /** @type {HTMLSelectElement} */ (element('select', { name: 'card' }, ...options));
      const choose = async () => {
        await act(id, { action: 'selectCard', card: select.value });
        this.options.onPaymentSelect?.(handle(id));
      };
      select.addEventListener('change', choose);
      // A buyer's first card is chosen for him; whoever comes back because it was declined must choose.
      if (state === 'Draft') queueMicrotask(choose);
      else select.prepend(element('option', { value: '', selected: true, disabled: true }, 'choose a card'));
      return element('label', {}, "Amazon's wallet (sandbox): ", select);
    }
  }

  class Consent extends Widget {
    /** @override @param {string} id */
    async field(id) {
      const box = /** @type {HTMLInputElement} */ (element('input', { type: 'checkbox', name: 'consent' }));
      box.addEventListener('change', async () => {
        await act(id, { action: box.checked ? 'giveConsent' : 'withdrawConsent' });
        this.options.onConsent?.({ getConsentStatus: () => String(box.checked) });
      });
      return element('label', {}, box, ' Amazon may charge me for this shop again (sandbox)');
    }
  }

  /**
   * The button by which a buyer signs in.
   *
   * @param {string} place the id of an element
   * @param {string} _sellerId
   * @param {any} options
   */
  function Button(place, _sellerId, { authorization }) {
    const button = element('button', { type: 'button', onclick: () => authorization() }, 'Amazon Pay (sandbox)');
    document.getElementById(place)?.replaceChildren(button);
  }

  /**
   * Where the bank may ask the buyer who he is: here he says how that ends.
   *
   * @param {string} _sellerId
   * @param {string} id
   * @param {(flow: { success(): void, error(): void }) => void} placeOrder
   */
  function initConfirmationFlow(_sellerId, id, placeOrder) {
    placeOrder({
      success() {
        const ends = ['Success', 'Failure', 'Abandoned'].map((outcome) => {
          const onclick = async () => {
            dialog.remove();
            const { redirectUrl } = await act(id, { action: 'completeAuthentication', outcome });
            if (redirectUrl) location.assign(redirectUrl);
          };
          return element('button', { type: 'button', onclick }, outcome);
        });
        const dialog = /** @type {HTMLDialogElement} */ (element('dialog', {}, "The buyer's bank asks who he is (sandbox). ", ...ends));
        document.body.append(dialog);
        dialog.showModal();
      },
      error() {},
    });
  }

  page.amazon = {
    Login: {
      setClientId() {},
      logout() {},
      /**
       * @param {object} _options
       * @param {string | ((answer: object) => void)} next an address, or what is called
       */
      authorize(_options, next) {
        if (typeof next === 'string') location.assign(next);
        else queueMicrotask(() => next({ access_token: 'Atza|sandbox', token_type: 'bearer', expires_in: 3600 }));
      },
    },
  };
  page.OffAmazonPayments = { Button, initConfirmationFlow, Widgets: { AddressBook, Wallet, Consent } };
  page.onAmazonLoginReady?.();
  page.onAmazonPaymentsReady?.();
})();
