"""PyPI amazon-pay 2.7.1, the official SDK, as it is, over its own HTTP stack.

Nothing of it is replaced and nothing is told to it: it calls Amazon's addresses, and `HTTPS_PROXY`,
`REQUESTS_CA_BUNDLE` and `SSL_CERT_FILE` lead it to the sandbox (stage.js). Its known faults
(behaviour.md 7.9, 9.8) are its own: the sandbox answers as the service does.
"""

import inspect
import json
import os
import pathlib
import re
import time
import unittest
from urllib.parse import urlparse

import requests
from amazon_pay.client import AmazonPayClient
from amazon_pay.ipn_handler import IpnHandler

DECLINE = '{"SandboxSimulation":{"State":"Declined","ReasonCode":"AmazonRejected"}}'


def client(handle_throttle=False):
    return AmazonPayClient(
        mws_access_key='AKIASANDBOX000000001',
        mws_secret_key='sandboxSecretKeyForLocalUseOnly000000001',
        merchant_id='A1SANDBOXSELLER',
        region='us',
        currency_code='USD',
        sandbox=True,
        handle_throttle=handle_throttle)


def control(path, body):
    answer = requests.post('{}/sandbox/{}'.format(os.environ['SANDBOX'], path), json=body)
    answer.raise_for_status()
    return answer.json()


def advance(seconds):
    control('clock/advance', {'milliseconds': seconds * 1000})


def draft():
    return control('order-references', {})['amazonOrderReferenceId']


def sent():
    """The notifications that the sandbox knows of."""
    return requests.get(os.environ['SANDBOX'] + '/sandbox/notifications').json()['notifications']


def letters():
    """The notifications that came, with the certificate where the service has it: the address is
    not signed, and the SDK insists on this one."""
    advance(5)
    while not all(kept['done'] for kept in sent()):
        time.sleep(0.05)
    came = requests.get(os.environ['MAILBOX']).json()
    for letter in came:
        envelope = json.loads(letter['body'])
        path = urlparse(envelope['SigningCertURL']).path
        envelope['SigningCertURL'] = 'https://sns.us-east-1.amazonaws.com' + path
        yield envelope, letter['headers']


def as_it_wants(headers):
    return {'X-Amz-Sns-Topic-Arn': headers['x-amz-sns-topic-arn']}


def encoded(envelope):
    return json.dumps(envelope).encode('utf-8')


class OfficialPythonSdk(unittest.TestCase):
    def setUp(self):
        # Quotas are full again, as after a pause of the merchant's.
        advance(60)
        self.pay = client()

    def result(self, answer, operation):
        """What a call that must succeed gave."""
        self.assertTrue(answer.success, answer.to_xml())
        self.assertRegex(answer.request_id, '^[0-9a-f-]{36}$')
        return answer.to_dict()[operation + 'Response'].get(operation + 'Result')

    def refused(self, answer, code):
        self.assertFalse(answer.success, answer.to_xml())
        self.assertRegex(answer.request_id, '^[0-9a-f-]{36}$')
        self.assertEqual(answer.to_dict()['ErrorResponse']['Error']['Code'], code)

    def opened(self):
        order = draft()
        answer = self.pay.set_order_reference_details(
            amazon_order_reference_id=order, order_total='25.00', seller_note='ein Buch & Tee ~ 2*2 für Grüße')
        details = self.result(answer, 'SetOrderReferenceDetails')['OrderReferenceDetails']
        self.assertEqual(details['SellerNote'], 'ein Buch & Tee ~ 2*2 für Grüße')
        self.result(self.pay.confirm_order_reference(amazon_order_reference_id=order), 'ConfirmOrderReference')
        return order

    def captured_and_refunded(self, authorization, reference):
        answer = self.pay.capture(
            amazon_authorization_id=authorization, capture_reference_id=reference + '-c', capture_amount='25.00')
        capture = self.result(answer, 'Capture')['CaptureDetails']
        self.assertEqual(capture['CaptureStatus']['State'], 'Completed')
        answer = self.pay.refund(
            amazon_capture_id=capture['AmazonCaptureId'], refund_reference_id=reference + '-r', refund_amount='10.00')
        refund = self.result(answer, 'Refund')['RefundDetails']
        self.assertEqual(refund['RefundStatus']['State'], 'Pending')
        advance(60)
        answer = self.pay.get_refund_details(amazon_refund_id=refund['AmazonRefundId'])
        later = self.result(answer, 'GetRefundDetails')['RefundDetails']
        self.assertEqual(later['RefundStatus']['State'], 'Completed')

    def test_a_one_time_payment_through_to_its_refund(self):
        order = self.opened()
        answer = self.pay.authorize(
            amazon_order_reference_id=order, authorization_reference_id='once',
            authorization_amount='25.00', transaction_timeout=0)
        authorization = self.result(answer, 'Authorize')['AuthorizationDetails']
        self.assertEqual(authorization['AuthorizationStatus']['State'], 'Open')
        self.captured_and_refunded(authorization['AmazonAuthorizationId'], 'once')
        self.result(self.pay.close_order_reference(amazon_order_reference_id=order), 'CloseOrderReference')
        answer = self.pay.get_order_reference_details(amazon_order_reference_id=order)
        details = self.result(answer, 'GetOrderReferenceDetails')['OrderReferenceDetails']
        self.assertEqual(details['OrderReferenceStatus']['State'], 'Closed')

    def test_a_recurring_payment_through_to_its_refund_and_its_end(self):
        agreement = control('billing-agreements', {'consent': True})['amazonBillingAgreementId']
        own = {'amazon_billing_agreement_id': agreement}
        self.result(self.pay.set_billing_agreement_details(seller_note='monthly', **own), 'SetBillingAgreementDetails')
        self.result(self.pay.confirm_billing_agreement(**own), 'ConfirmBillingAgreement')
        valid = self.result(self.pay.validate_billing_agreement(**own), 'ValidateBillingAgreement')
        self.assertEqual(valid['ValidationResult'], 'Success')
        answer = self.pay.authorize_on_billing_agreement(
            authorization_reference_id='month-1', authorization_amount='25.00', transaction_timeout=0, **own)
        charged = self.result(answer, 'AuthorizeOnBillingAgreement')
        self.assertRegex(charged['AmazonOrderReferenceId'], '^S01-')
        self.captured_and_refunded(charged['AuthorizationDetails']['AmazonAuthorizationId'], 'month-1')
        self.result(self.pay.close_billing_agreement(**own), 'CloseBillingAgreement')
        details = self.result(self.pay.get_billing_agreement_details(**own), 'GetBillingAgreementDetails')
        self.assertEqual(details['BillingAgreementDetails']['BillingAgreementStatus']['State'], 'Closed')

    def test_charge_does_it_all_once(self):
        order = draft()
        charge = {'amazon_reference_id': order, 'charge_amount': '12.50', 'charge_note': 'all at once'}
        charged = self.pay.charge(authorize_reference_id='charge-1', **charge)
        status = self.result(charged, 'Authorize')['AuthorizationDetails']['AuthorizationStatus']
        self.assertEqual((status['State'], status['ReasonCode']), ('Closed', 'MaxCapturesProcessed'))
        # Its fault: it sets the details without looking at the state, so one order is charged once.
        advance(60)
        self.refused(self.pay.charge(authorize_reference_id='charge-2', **charge), 'OrderReferenceNotModifiable')

    def test_a_decline_is_an_answer_and_not_an_error(self):
        answer = self.pay.authorize(
            amazon_order_reference_id=self.opened(), authorization_reference_id='declined',
            authorization_amount='25.00', transaction_timeout=0, seller_authorization_note=DECLINE)
        status = self.result(answer, 'Authorize')['AuthorizationDetails']['AuthorizationStatus']
        self.assertEqual((status['State'], status['ReasonCode']), ('Declined', 'AmazonRejected'))

    def test_a_throttle_by_the_quota(self):
        order = draft()
        for _ in range(5):
            answer = self.pay.get_order_reference_details(amazon_order_reference_id=order)
            self.result(answer, 'GetOrderReferenceDetails')
        self.refused(self.pay.get_order_reference_details(amazon_order_reference_id=order), 'RequestThrottled')

    def test_a_throttle_is_tried_again_and_signed_again(self):
        control('faults', {'kind': 'throttle', 'operation': 'GetServiceStatus', 'times': 1})
        status = self.result(client(handle_throttle=True).get_service_status(), 'GetServiceStatus')
        self.assertEqual(status['Status'], 'GREEN')

    def test_errors_have_the_code_of_the_service(self):
        order = draft()
        authorization = {'amazon_order_reference_id': order, 'authorization_reference_id': 'early'}
        answer = self.pay.authorize(authorization_amount='25.00', **authorization)
        self.refused(answer, 'InvalidOrderReferenceStatus')
        answer = self.pay.set_order_reference_details(amazon_order_reference_id=order, order_total='ten')
        self.refused(answer, 'InvalidParameterValue')

    def test_its_fault_of_several_refunds_only_the_last_is_read(self):
        order = self.opened()
        answer = self.pay.authorize(
            amazon_order_reference_id=order, authorization_reference_id='twice',
            authorization_amount='25.00', transaction_timeout=0)
        authorization = self.result(answer, 'Authorize')['AuthorizationDetails']['AmazonAuthorizationId']
        answer = self.pay.capture(
            amazon_authorization_id=authorization, capture_reference_id='twice-c', capture_amount='25.00')
        capture = self.result(answer, 'Capture')['CaptureDetails']['AmazonCaptureId']
        for reference in ('twice-r1', 'twice-r2'):
            answer = self.pay.refund(
                amazon_capture_id=capture, refund_reference_id=reference, refund_amount='5.00')
            self.result(answer, 'Refund')
        answers = self.pay.get_payment_details(amazon_order_reference_id=order)
        self.assertEqual(len(answers), 4, 'an order, an authorization, a capture, and one refund of two')

    def test_its_fault_the_region_us_can_not_list(self):
        with self.assertRaises(ValueError):
            self.pay.list_order_reference(query_id='1001', query_id_type='SellerOrderId')

    def test_the_guide_for_those_who_leave_it_names_all_that_it_has(self):
        guide = pathlib.Path(__file__).resolve().parents[2] / 'docs' / 'migrate' / 'python.md'
        text = guide.read_text(encoding='utf-8')
        methods = [name for name, _ in inspect.getmembers(AmazonPayClient, inspect.isfunction)]
        options = inspect.signature(AmazonPayClient.__init__).parameters
        names = [name for name in (*methods, *options, 'authenticate') if name != 'self' and name[0] != '_']
        self.assertGreater(len(names), 40)
        for name in names:
            self.assertRegex(text, r'\b{}\b'.format(re.escape(name)))

    def test_the_buyer_behind_an_access_token(self):
        token = control('order-references', {})['accessToken']
        client_id = 'amzn1.application-oa2-client.sandbox'
        profile = self.pay.get_login_profile(access_token=token, client_id=client_id)
        self.assertRegex(profile['user_id'], r'^amzn1\.account\.')
        with self.assertRaisesRegex(ValueError, 'invalid_token'):
            self.pay.get_login_profile(access_token='Atza|nobody', client_id=client_id)

    def test_notifications_are_verified_and_read(self):
        order = self.opened()
        mine = 0
        for envelope, headers in letters():
            handler = IpnHandler(body=encoded(envelope), headers=as_it_wants(headers))
            self.assertTrue(handler.authenticate())
            notification = json.loads(handler.to_json()).get('OrderReferenceNotification', {})
            details = notification.get('OrderReference', {})
            if details.get('AmazonOrderReferenceId') == order:
                self.assertEqual(details['OrderReferenceStatus']['State'], 'Open')
                mine += 1
        self.assertEqual(mine, 1)

    def test_a_notification_that_was_changed_is_refused(self):
        self.opened()
        envelope, headers = next(letters())
        changed = dict(envelope, Message=envelope['Message'].replace('A1', 'A2'))
        with self.assertRaisesRegex(ValueError, 'Invalid signature'):
            IpnHandler(body=encoded(changed), headers=as_it_wants(headers)).authenticate()
        elsewhere = dict(envelope, SigningCertURL=envelope['SigningCertURL'].replace('amazonaws', 'example'))
        with self.assertRaisesRegex(ValueError, 'Invalid certificate'):
            IpnHandler(body=encoded(elsewhere), headers=as_it_wants(headers)).authenticate()

    def test_its_fault_headers_are_known_in_one_spelling_only(self):
        self.opened()
        envelope, headers = next(letters())
        self.assertIn('x-amz-sns-topic-arn', headers)
        with self.assertRaisesRegex(ValueError, 'Invalid TopicArn'):
            IpnHandler(body=encoded(envelope), headers=headers).authenticate()


if __name__ == '__main__':
    unittest.main()
