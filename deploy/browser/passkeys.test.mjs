// A member of staff adds a passkey, signs in and confirms with it alone, takes it away; and sees all shops at once.
import { api, password, shop, signIn } from './people.mjs';
import { assert, desktop, phone, test } from './harness.mjs';

/** A device that holds passkeys and has its owner's finger. */
async function device(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  };
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options });
  return {
    verified: (isUserVerified) => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  };
}

for (const lang of ['fr', 'ar']) {
  test(`a passkey from the first to the last day: ${lang}`, async (t) => {
    const there = await shop();
    const page = await phone(t, { lang });
    const finger = await device(page);
    await signIn(page, there.owner);
    await page.goto('/account/security');
    const add = page.locator('form[data-passkey=create]');
    await add.locator('[name=name]').fill('Mon téléphone');
    await page.look('no passkey yet', { both: true });
    await finger.verified(false);
    await page.press(add.locator('button[type=submit]'));
    await add.locator('[data-passkey-failed]').waitFor();
    await finger.verified(true);
    await page.press(add.locator('button[type=submit]'));
    await page.waitForURL(/done=passkey-added/);
    await page.look('a passkey', { both: true });

    await page.context().clearCookies();
    await page.goto(`/login?next=/confirm&lang=${lang}`);
    await page.look('sign in with a passkey', { both: true });
    await page.press('form[action="/login/passkey"] button[type=submit]');
    await page.waitForURL(/\/confirm/);
    await page.look('confirm with a passkey', { both: true });
    await page.press('form[action="/confirm/passkey"] button[type=submit]');
    await page.waitForURL(/\/account$/);

    await page.goto('/account/security');
    await page.press('button[value=remove]');
    await page.waitForURL(/done=passkey-removed/);
    assert.equal(await page.locator('button[value=remove]').count(), 0);

    const plain = await desktop(t, { lang, scripts: false });
    await plain.goto('/login?next=/account/security');
    assert.equal(await plain.locator('form[action="/login/passkey"]').isVisible(), false);
    await plain.fill({ email: there.owner.email, password }, plain.locator('form[action="/login"]'));
    await plain.press('form[action="/login"] button[type=submit]');
    await plain.waitForURL(/\/account\/security/);
  });

  test(`all shops of a person at a glance: ${lang}`, async (t) => {
    const there = await shop();
    const second = { name: 'Le second', country: 'FR', currency: 'EUR', city: 'Lyon' };
    await api('POST', '/v1/tenants', { token: there.token, body: second });
    const page = await desktop(t, { lang });
    await signIn(page, there.owner);
    await page.goto('/dashboard');
    await page.press('summary:has(+ form[action="/switch-tenant"])');
    await page.press('a[href="/dashboard/shops"]');
    await page.waitForURL(/\/dashboard\/shops/);
    assert.equal(await page.locator('.slot[data-slot="shop.brief"]').count(), 2);
    await page.look('all shops', { both: true });
    const narrow = await phone(t, { lang });
    await signIn(narrow, there.owner);
    await narrow.goto('/dashboard/shops');
    await narrow.look('all shops on a phone');
  });
}
