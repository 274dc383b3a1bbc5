//! What merchants ask without wanting to change anything, and how they set up their accounts.

use crate::run::{Run, pick};
use crate::steps::Step;
use crate::words::one_of;
use crate::world::Account;

impl Run<'_> {
    pub fn read(&mut self, whose: Account, step: Step) -> Result<(), String> {
        let shelf = &self.shelves[whose];
        let (operation, name, from) = match step.how % 10 {
            0 => ("GetOrderReferenceDetails", "AmazonOrderReferenceId", &shelf.orders),
            1 => ("GetBillingAgreementDetails", "AmazonBillingAgreementId", &shelf.agreements),
            2 => ("GetAuthorizationDetails", "AmazonAuthorizationId", &shelf.authorizations),
            3 | 4 => ("GetCaptureDetails", "AmazonCaptureId", &shelf.captures),
            5 => ("GetRefundDetails", "AmazonRefundId", &shelf.refunds),
            6 => ("GetProviderCreditDetails", "AmazonProviderCreditId", &shelf.credits),
            7 => {
                let name = "AmazonProviderCreditReversalId";
                ("GetProviderCreditReversalDetails", name, &shelf.reversals)
            }
            8 => ("ListOrderReferenceByNextToken", "NextPageToken", &shelf.pages),
            _ => return self.list(whose, step),
        };
        let (id, token) = (pick(from, step.whom), pick(&shelf.tokens, step.more));
        let mut own = vec![(name, id.as_str())];
        if step.how % 10 < 2 && step.one_in(2) {
            own.push(("AccessToken", &token));
        }
        // Now and then by somebody else, who may not.
        let caller = if step.one_in(31) { 2 - whose / 2 * 2 } else { whose };
        self.call_as(caller, whose, operation, &own).map(drop)
    }

    fn list(&mut self, whose: Account, step: Step) -> Result<(), String> {
        let domain = match step.one_in(8) {
            true => "FE_JPY",
            false => self.world.region.payment_domain,
        };
        let number = format!("number-{}", step.whom % 3);
        let own = [
            ("QueryId", number.as_str()),
            ("QueryIdType", "SellerOrderId"),
            ("PaymentDomain", domain),
            ("PageSize", one_of(&["1", "2", "100"], step.whom)),
            ("SortOrder", one_of(&["Ascending", "Descending"], step.more)),
        ];
        self.call(
            whose,
            "ListOrderReference",
            if step.more.is_multiple_of(3) { &own[..3] } else { &own },
        )
        .map(drop)
    }

    pub fn account_matters(&mut self, whose: Account, step: Step) -> Result<(), String> {
        let list = "NotificationConfigurationList.NotificationConfiguration.1";
        let (url, kind) =
            (format!("{list}.NotificationUrl"), format!("{list}.EventTypes.EventTypeList.1"));
        match step.how % 4 {
            0 => self.call(whose, "GetServiceStatus", &[]).map(drop),
            1 => self.call(whose, "GetMerchantAccountStatus", &[]).map(drop),
            2 => self.call(whose, "GetMerchantNotificationConfiguration", &[]).map(drop),
            _ => {
                let kind = (kind.as_str(), one_of(&["ALL", "PAYMENT_CAPTURE"], step.more));
                let own = [(url.as_str(), "https://shop.example/ipn"), kind];
                self.call(whose, "SetMerchantNotificationConfiguration", &own).map(drop)
            }
        }
    }
}
