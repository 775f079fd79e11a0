// Makes senders.json, with the senders' own libraries where they can sign, else with openssl. No code of Switchhook takes part.
// In an empty folder, with a copy of this file:
//   npm install @octokit/webhooks-methods@6.0.0 stripe@23.1.0 twilio@6.2.0 standardwebhooks@1.1.1 @slack/bolt@5.1.0
//   node make.mjs > senders.json
// Where a library can verify, it also verifies what is written here.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as octokit from '@octokit/webhooks-methods';
import Stripe from 'stripe';
import twilio from 'twilio';
import { Webhook } from 'standardwebhooks';
import bolt from '@slack/bolt';

const dir = mkdtempSync(join(tmpdir(), 'vectors'));
const file = (name, content) => { const path = join(dir, name); writeFileSync(path, content); return path; };
const openssl = (args, input) => execFileSync('openssl', args, { input });
const hmac = (hash, hexKey, content) =>
  openssl(['dgst', '-' + hash, '-mac', 'HMAC', '-macopt', 'hexkey:' + hexKey, '-binary'], content);
const hex = text => Buffer.from(text).toString('hex');
const check = (name, holds) => { if (!holds) throw new Error(name + ' does not verify'); };

const at = 1_773_480_413; // 2026-03-14T09:26:53Z
const now = new Date(at * 1000).toISOString().replace('.000', '');
const vectors = [];
const add = (sender, made, secret, headers, body, query = '') =>
  vectors.push({ sender, made, secret, receivedAt: now, query, headers, body });

// GitHub
{
  const secret = 'made-up secret of a repository';
  const body = '{"zen":"Keep it logically awesome.","hook_id":1,"umlaut":"ä"}';
  const signature = await octokit.sign(secret, body);
  check('GitHub', await octokit.verify(secret, body, signature));
  add('GitHub', '@octokit/webhooks-methods', secret, { 'X-Hub-Signature-256': signature }, body);
}
// Slack
for (const body of [
  'token=made-up&team_id=T1&command=%2Fweather&text=94070&user_name=M%C3%BCller+A',
  '{"token":"made-up","challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P","type":"url_verification"}']) {
  const secret = '0123456789abcdef0123456789abcdef';
  const signature = 'v0=' + hmac('sha256', hex(secret), `v0:${at}:${body}`).toString('hex');
  const headers = { 'X-Slack-Request-Timestamp': String(at), 'X-Slack-Signature': signature };
  bolt.verifySlackRequest({ signingSecret: secret, body, nowMilliseconds: at * 1000,
    headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': at } });
  add('Slack', 'openssl, verified by @slack/bolt', secret, headers, body);
}
// Stripe
{
  const secret = 'whsec_made_up_by_nobody';
  const body = '{\n  "id": "evt_1",\n  "object": "event"\n}';
  const stripe = new Stripe('sk_test_x');
  const header = stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp: at });
  stripe.webhooks.constructEvent(body, header, secret, 300, undefined, at * 1000);
  add('Stripe', 'stripe', secret, { 'Stripe-Signature': header }, body);
  const other = stripe.webhooks.generateTestHeaderString({ payload: body, secret: 'whsec_older', timestamp: at });
  const rotated = `t=${at},${other.split(',')[1]},${header.split(',')[1]},v0=6ffbb59b2300aae63f272406069a9788598b792a944a07aba816edb039989a39`;
  stripe.webhooks.constructEvent(body, rotated, secret, 300, undefined, at * 1000);
  add('Stripe', 'stripe, two secrets at once', secret, { 'Stripe-Signature': rotated }, body);
}
// Twilio
{
  const secret = 'made-up-auth-token';
  const url = 'https://hooks.example.com/switchhook/hooks/twilio?line=1&kind=voice';
  const params = { To: '+18005551212', From: '+14158675310', CallSid: 'CA1234567890ABCDE', Digits: '12 34',
    Caller: 'M\u00fcller & S\u00f6hne', Empty: '', Media: ['b', 'a', 'b'] };
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) [value].flat().forEach(v => form.append(name, v));
  const signature = twilio.getExpectedTwilioSignature(secret, url, params);
  check('Twilio', twilio.validateRequest(secret, signature, url, params));
  add('Twilio', 'twilio, a form', secret,
    { 'X-Twilio-Signature': signature, 'Content-Type': 'application/x-www-form-urlencoded' }, form.toString(), 'line=1&kind=voice');
  const body = '{"status":"sent","to":"+18005551212"}';
  const query = 'bodySHA256=' + openssl(['dgst', '-sha256', '-binary'], body).toString('hex');
  const jsonUrl = 'https://hooks.example.com/switchhook/hooks/twilio?' + query;
  const jsonSignature = twilio.getExpectedTwilioSignature(secret, jsonUrl, {});
  check('Twilio JSON', twilio.validateRequestWithBody(secret, jsonSignature, jsonUrl, body));
  add('Twilio', 'twilio, a JSON body', secret,
    { 'X-Twilio-Signature': jsonSignature, 'Content-Type': 'application/json' }, body, query);
}
// Zendesk
{
  const secret = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==';
  const body = '{"ticket":{"id":35436,"subject":"hello"}}';
  add('Zendesk', 'openssl', secret, {
    'X-Zendesk-Webhook-Signature-Timestamp': now,
    'X-Zendesk-Webhook-Signature': hmac('sha256', hex(secret), now + body).toString('base64') }, body);
}
// Dixa
{
  const secret = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
  const body = '{"event_fqn":"CONVERSATION_CREATED","data":{"conversation":{"csid":1}}}';
  const millis = at + '949';
  add('Dixa', 'openssl', secret,
    { 'X-DIXA-SIGNATURE': `t=${millis},v1=${hmac('sha256', secret, millis + '.' + body).toString('hex')}` }, body);
}
// Aircall
add('Aircall', 'by hand: the token is in the body', '45XXYYZZa08', {},
  '{"resource":"call","event":"call.created","timestamp":1773480413,"token":"45XXYYZZa08","data":{"id":123,"token":{"x":1}}}');
// Zoom
for (const [made, body] of [
  ['openssl', '{"event":"meeting.started","event_ts":1773480413000,"payload":{"account_id":"a"}}'],
  ['openssl', '{"payload":{"plainToken":"qgg8vlvZRS6UYooatFL8Aw"},"event_ts":1773480413000,"event":"endpoint.url_validation"}']]) {
  const secret = 'made-up-zoom-token';
  add('Zoom', made, secret, {
    'x-zm-request-timestamp': String(at),
    'x-zm-signature': 'v0=' + hmac('sha256', hex(secret), `v0:${at}:${body}`).toString('hex') }, body);
}
vectors.at(-1).answer = { plainToken: 'qgg8vlvZRS6UYooatFL8Aw',
  encryptedToken: hmac('sha256', hex('made-up-zoom-token'), 'qgg8vlvZRS6UYooatFL8Aw').toString('hex') };
vectors.find(v => v.body.includes('url_verification')).answer =
  { challenge: '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P' };
// Standard Webhooks, v1 and v1a
{
  const secret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
  const body = '{"email":"test@example.com","username":"test_user"}';
  const id = 'msg_loFOjxBNrRLzqYUf';
  const signature = new Webhook(secret).sign(id, new Date(at * 1000), body);
  add('Standard Webhooks', 'standardwebhooks', secret,
    { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': 'v1,bm9wZQ== ' + signature }, body);
  const key = file('key.pem', openssl(['genpkey', '-algorithm', 'ed25519']));
  const der = openssl(['pkey', '-in', key, '-pubout', '-outform', 'DER']);
  const content = file('content', `${id}.${at}.${body}`);
  const ed = openssl(['pkeyutl', '-sign', '-inkey', key, '-rawin', '-in', content]).toString('base64');
  const headers = { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': 'v2,x v1a,' + ed };
  add('Standard Webhooks', 'openssl, ed25519, key of 32 bytes', 'whpk_' + der.subarray(-32).toString('base64'), headers, body);
  add('Standard Webhooks', 'openssl, ed25519, SubjectPublicKeyInfo', 'whpk_' + der.toString('base64'), headers, body);
}
// Webex Contact Center, version 2
{
  const secret = 'demo-secret-demo-secret-demo-secret-32';
  for (const time of [`${at}000`, `"${at}000"`]) {
    const body = `{"id":"11111111-2222-4333-8444-555555555556","specversion":"1.0","type":"agent:login",`
      + `"source":"/com/cisco/wxcc/99999999-aaaa-4bbb-8ccc-dddddddddddd","comciscoorgid":"org-demo",`
      + `"comciscotimestamp":${time},"datacontenttype":"application/json","data":{"agentId":"agent-demo"}}`;
    add('Webex Contact Center', 'openssl', secret, { 'X-WebExCC-Timestamp': `${at}000`, 'X-WebexCC-Webhook-Version': 'agent:2.0.0',
      'X-WebexCC-Signature': hmac('sha256', hex(secret), body).toString('hex') }, body);
  }
}
console.log(JSON.stringify(vectors, null, 2));
