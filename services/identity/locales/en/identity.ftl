# Navigation
nav-stores = Locations
nav-team = Team
nav-profile = Profile
nav-sessions = Devices
nav-security = Security
nav-keys = API keys
nav-merchants = Merchants
nav-consents = Messages
nav-opt-ins = Opt-ins
nav-privacy = Privacy
nav-erasures = Erasures

# Common words
email = E-mail address
password = Password
password-new = New password
password-current = Current password
password-hint = At least 10 characters. A short sentence works well.
password-change = Change password
password-changed = Password changed. Your other devices are signed out.
display-name = Your name
language = Language
country = Country
currency = Currency
currency-hint = It cannot be changed later.
city = Town
timezone = Time zone
save = Save
saved = Saved
cancel = Cancel
actions = Actions
sign-out = Sign out
go-home = Go to the home page
form-wrong = Please check these points

# Signing in
login-title = Sign in
login-submit = Sign in
login-forgot = Forgot your password?
login-new = No account yet?
login-verified = Address confirmed. You can sign in now.
login-reset = Password changed. Sign in with the new one.

# Signing up
signup-title = Create an account
signup-lead = One account for buying and for selling.
signup-submit = Create my account
signup-known = Have an account already?
signup-sent-title = Check your e-mail
signup-sent-lead = We have sent you a link to confirm your address.
signup-sent-none = Nothing there? Look in the spam folder, or ask for a new link.
verify-title = Confirm your address
verify-lead = One click and you are done.
verify-submit = Confirm my address
verify-again = Send a new link
verify-spent = If you have confirmed already, sign in. Otherwise ask for a new link.

# A forgotten password
forgot-title = Forgotten password
forgot-lead = We will send you a link to choose a new one.
forgot-submit = Send the link
forgot-sent-title = Check your e-mail
forgot-sent-lead = If there is an account for this address, the link is on its way. It works once, for 30 minutes.
reset-title = New password
reset-lead = All your devices will be signed out.
reset-submit = Save the password
reset-again = Ask for a new link

# Profile and devices
profile-person = You
profile-password = Password
sessions-lead = The devices you are signed in on. Sign out any you do not recognise.
session-device = Device
session-seen = Last seen
session-state = State
session-current = This device
session-end = Sign out
session-end-others = Sign out all others
session-browser = browser
session-api = app
device-unknown = Unknown device

# Second factor and confirmation
security-lead = What protects your account beside the password.
login-again = Start signing in again
factor-title = Code at sign-in
factor-lead = Open your code app and type its six digits.
factor-note = After the password, your phone gives a code that changes every 30 seconds.
factor-code = Code
factor-code-hint = Six digits, or a recovery code.
factor-on = On
factor-off = Off
factor-codes-left = Recovery codes left: { $count }
factor-begin = Turn on
factor-remove = Turn off
factor-removed = The code is asked for no more.
factor-setup = Connect your phone
factor-setup-note = Take the picture with a code app, for example Aegis, FreeOTP or Google Authenticator.
factor-picture = Picture for the code app
factor-key = Without a camera, type this key:
factor-first = The code that the app shows now.
factor-finish = Check and turn on
factor-codes = Recovery codes
factor-codes-note = Each replaces the phone once. Write them down now: they are not shown again.
factor-codes-kept = I have written them down
confirm-title = Is it you?
confirm-lead = What you are doing matters: confirm it with your password.
confirm-submit = Confirm

# Passkeys
passkeys-title = Passkeys
passkeys-note = Sign in with your fingerprint, your face or the code of your device: no password and no code to type.
passkey-name = Name
passkey-name-hint = The device that holds it, for example “My phone”.
passkey-add = Add a passkey
passkey-added = Passkey added. You can sign in with it from now on.
passkey-remove = Remove
passkey-removed = Passkey removed. Delete it on your device as well.
passkey-used = Last used
passkey-unused = Never used
passkey-sign-in = Sign in with a passkey
passkey-confirm = Confirm with a passkey
passkey-failed = That did not work. Try again, or use your password.
passkey-script = Passkeys need scripts: switch them on in your browser.

# Onboarding and stores
onboarding-title = Open your shop
onboarding-lead = Three answers, then you add your first product.
onboarding-submit = Open my shop
onboarding-shop = I only want to shop
shop-name = Name of the shop
stores-lead = Each location has its web address, its currency and its shop window.
store-address = Web address
store-new = One more location
store-add = Add the location
slug-hint = Plain lower-case letters, digits and hyphens. Old links will stop working.

# All shops of a person
shops-title = All my shops
shops-lead = What happens today in each of them, and what needs you.
shops-none = No shop
shops-none-text = Open a shop, or accept an invitation: it appears here.
shops-open = Go there
shops-more = More shops

# Team
team-lead = Who works here, and what each may do.
members = Members
member = Member
member-state = State
member-active = Active
member-suspended = Suspended
member-suspend = Suspend
member-activate = Reactivate
member-remove = Remove
member-leave = Leave the team
role = Role
role-owner = Owner
role-manager = Manager
role-seller = Seller
role-agent = Agent
invite = Invite
invite-title = Invite somebody
invite-note = The person gets a link by e-mail, good for seven days.
invitations = Open invitations
invitations-none = No open invitation
invitations-none-text = Invitations stay here until they are answered.
invitation-until = Good until
invitation-revoke = Take back
invitation-title = An invitation for you
invitation-lead = { $shop } invites you to join the team: { $role }.
invitation-accept = Accept the invitation
invitation-other-title = This invitation is for another address
invitation-other = Sign in with { $email } to accept it.

# Keys of programs
keys-lead = For your programs: till, bookkeeping, website. A key opens only what you choose.
keys-none = No key
keys-none-text = Make one for each program, and take it back when the program is gone.
key-name = Name
key-name-hint = The program that uses it, for example “Till”.
key-access = Access
key-used = Last used
key-unused = Never
key-until = Good until
key-life = Life
key-for-ever = No end
key-days = { $days } days
key-new = New key
key-new-note = The key acts in your name in this shop. If you leave the team it stops working.
key-make = Make the key
key-made = Key made
key-made-note = Copy it now: it is not shown again.
key-revoke = Take back
area-catalog = Catalogue
area-orders = Orders
area-payments = Payments
area-reservations = Live
area-whatsapp = WhatsApp
access-none = No access
access-read = Read
access-write = Read and change

# Merchants, for operators
merchants-lead = Who sells here, and who waits to be approved.
merchants-none = No merchant
merchants-none-text = Try another name or another state.
merchant-name = Name
merchant-state = State
merchant-since = Created
merchant-people = People in the team
merchant-why = Why it is suspended
merchant-find = Find
merchant-decide = Decide
merchant-reason = Reason
merchant-reason-hint = It stays on record. For a suspension the merchant’s team reads it.
merchant-approve = Approve
merchant-refuse = Refuse
merchant-suspend = Suspend
merchant-reinstate = Reinstate
merchant-record = Decisions
merchant-record-none = Nothing was decided yet
merchant-when = When
merchant-operator = Operator
tenant-any = All
tenant-pending = Waiting
tenant-active = Active
tenant-suspended = Suspended
shop-pending = { $shop } waits to be approved
shop-pending-text = Prepare your shop now: it is shown as soon as the platform has approved it.
shop-suspended = { $shop } is suspended
shop-suspended-text = Reason: { $reason }. Customers do not see the shop; your data is kept. Write to the platform to talk about it.

# Consents
consents-lead = Choose who may write to you and what for. You can change your mind at any time.
consents-note = What is not ticked is not sent.
consents-agreed = You have said yes to:
consent-shop = Shop
consent-choose = Choose
consent-platform = Souk, the platform
consent-order-whatsapp = Orders by WhatsApp
consent-marketing-whatsapp = Offers by WhatsApp
consent-marketing-email = Offers by e-mail
consent-order-whatsapp-text = I want news about my orders by WhatsApp.
consent-marketing-whatsapp-text = I want offers by WhatsApp.
consent-marketing-email-text = I want offers by e-mail.
consent-phone = WhatsApp number
consent-phone-hint = With the country code, for example +33 6 12 34 56 78.
opt-ins-lead = Customers who agreed to your messages, with the proof of each.
opt-ins-note = Export the list right before you write: who changed their mind is not on it.
consents-export = Export (CSV)

# Taking back what was agreed to at a checkout
opt-out-title = Offers from { $store }
opt-out-lead = You agreed when you ordered:
opt-out-submit = Stop all of it
opt-out-done = Done. The shop will write to you about your orders only.
opt-out-none = You have no agreement with this shop.
opt-out-home = Go to the home page

# Erasure
privacy-lead = Your data is yours.
data-title = My data
data-note = Everything the platform keeps of you, in one file.
data-take = Download
erase-title = Erase my account
erase-note = You have { $days } days to change your mind. After that it is final.
erase-gone = Erased: your name, addresses, numbers, carts, devices and access.
erase-stays = Kept without your name: amounts of orders, which the law demands, and the proof of what you agreed to.
erase-ask = Erase my account
erase-waits = Your account will be erased on
erase-waits-note = Until then everything works as before.
erase-undo = Keep my account
erase-undone = Your account stays.
erasures-lead = Who asked to be erased, and which modules have answered.
erasures-none = No request
erasures-none-text = Requests made in accounts appear here.
erasure-who = Person
erasure-asked = Asked
erasure-answers = Answers (rows)
erasure-when = Due or closed
erasure-requested = Asked for
erasure-undone = Undone
erasure-running = Running
erasure-done = Done

# The demo mailbox
mailbox-title = Demo mailbox
mailbox-open = Open the demo mailbox
mailbox-note = No mail server is set here: mails arrive in this mailbox.
mailbox-demo = Demo
mailbox-demo-text = No mail is really sent. Anybody can read this page; it disappears when a mail server is set.
mailbox-empty = No mail yet
mailbox-empty-text = Create an account: its confirmation mail arrives here.
mail-subject = Subject
mail-to = To
mail-at = Received

# Mails
mail-signature = Souk
mail-verify-subject = Confirm your address
mail-verify-text =
    Welcome to Souk!

    Confirm your address with this link, good for { $hours } hours:
    { $link }

    You did not create an account? Do nothing.
mail-known-subject = You have an account already
mail-known-text =
    Somebody, perhaps you, tried to create an account with this address. There is one already: sign in here.
    { $link }

    It was not you? Do nothing.
mail-reset-subject = Your new password
mail-reset-text =
    Choose a new password with this link. It works once, for { $minutes } minutes:
    { $link }

    You did not ask for it? Do nothing, your password stays as it is.
mail-changed-subject = Your password has changed
mail-changed-text =
    The password of your account has just changed, and your other devices are signed out.

    It was not you? Choose a new one at once:
    { $link }
mail-stolen-subject = One of your sessions was ended
mail-stolen-text =
    A sign-in key that was used already came back: somebody may have copied it. To be safe we signed that device out.

    Check your devices and, if in doubt, change your password:
    { $link }
mail-factor-subject = The code at sign-in was turned off
mail-factor-text =
    Your account asks for no code at sign-in any more.

    It was not you? Choose a new password at once:
    { $link }
mail-passkey-added-subject = A passkey was added
mail-passkey-added-text =
    The passkey “{ $name }” can sign in to your account from now on.

    It was not you? Remove it and choose a new password at once:
    { $link }
mail-passkey-removed-subject = A passkey was removed
mail-passkey-removed-text =
    The passkey “{ $name }” can no longer sign in to your account.

    It was not you? Check your security settings at once:
    { $link }
mail-passkey-copied-subject = A passkey was refused
mail-passkey-copied-text =
    The passkey “{ $name }” was refused: there may be a copy of it.

    To be safe remove it and add a new one:
    { $link }
mail-erasure-subject = Your account will be erased
mail-erasure-text =
    You asked for your account to be erased. That happens in { $days } days.

    You changed your mind, or it was not you? Keep your account here:
    { $link }
mail-invitation-subject = { $shop } invites you
mail-invitation-text =
    { $shop } invites you to join the team on Souk: { $role }.

    Answer with this link, good for { $days } days:
    { $link }

# Problems
problem-credentials-wrong = The address or the password is not right
problem-login-throttled = Too many attempts
    .detail = Try again in { $minutes } min, or choose a new password.
problem-email-unverified = Confirm your address first
    .detail = Open the link we sent you.
problem-passkey-refused = This passkey was not accepted
    .detail = Try another one, or use your password.
problem-passkey-known = This passkey is on your list already
problem-challenge-over = Too much time has passed
    .detail = Try again.
problem-second-factor-required = A code is needed
    .detail = Send the code of your app as well, or a recovery code.
problem-second-factor-on = The code at sign-in is on already
problem-ticket-over = Too much time has passed
    .detail = Type your password again.
problem-erasure-open = The erasure is asked for already
problem-session-unknown = Your session has ended
problem-refresh-refused = Your session has ended
    .detail = Sign in again.
problem-link-spent = This link works no more
    .detail = It was used already or is too old.
problem-invitation-spent = This invitation works no more
    .detail = It was used, taken back or is too old. Ask for a new one.
problem-invitation-other-email = This invitation is for another address
problem-team-full = There is no place in this team at the moment
    .detail = Ask whoever invited you; the invitation stays good.
problem-invitation-over = This invitation is no longer open
problem-member-changed = This member was changed at the same moment
    .detail = Reload the page.
problem-last-owner = An owner has to stay
    .detail = Make somebody else an owner first.
problem-tenant-status = It is so already
problem-slug-taken = This web address is taken
problem-sign-in-busy = Many people are signing in at the moment
    .detail = Try again in a moment.

# Fields
field-code-wrong = This code is not right, or was used already
field-passkey-wrong = This passkey was not accepted
field-passkey-unreadable = The device’s answer cannot be read
field-days-range = From 1 to 366 days
field-phone-wrong = Write the number with its country code, for example +33612345678
field-password-short = At least 10 characters
field-password-long = At most 128 characters
field-password-contains-email = The password must not contain your address
field-password-common = Too easy to guess: take a short sentence
field-password-wrong = This is not your current password
field-slug-wrong = 3 to 60 plain lower-case letters, digits or hyphens
field-country-wrong = Two-letter country code, for example FR
field-currency-wrong = Three-letter currency code, for example EUR
field-timezone-wrong = Name of a time zone, for example Europe/Paris

# Countries
country-fr = France
country-be = Belgium
country-ch = Switzerland
country-lu = Luxembourg
country-ca = Canada
country-ma = Morocco
country-dz = Algeria
country-tn = Tunisia
country-sn = Senegal
country-ci = Ivory Coast
country-cm = Cameroon
country-eg = Egypt
country-ae = United Arab Emirates
country-sa = Saudi Arabia
country-es = Spain
country-mx = Mexico
country-pt = Portugal
country-br = Brazil
country-gb = United Kingdom
country-ie = Ireland
country-us = United States
country-de = Germany
country-it = Italy
country-nl = Netherlands

# Operators look at what others see, and step in
nav-impersonations = View as
look-lead = See what a merchant or a customer sees, to help them. Nothing can be changed.
look-merchant = View as this merchant
look-customer = View as a customer
look-note = For 15 minutes, to look only. The owners or the person are told by e-mail, with the reason.
look-begin = Begin
look-reason-hint = Those concerned read it.
look-tenant = Merchant
look-person = E-mail or id
look-person-hint = The address of an account, or usr_…
look-whose = Viewed
look-ended = End
look-open = still open
look-record = What was viewed
look-none = Nothing yet
look-none-text = Every view stays here, with its reason.
look-told = Every begin and end is noted among the operators’ actions.
field-person-unknown = Nobody has this address
field-person-operator = This is an operator of the platform
field-one-of-two = Choose a merchant or a person, not both
problem-browser-needed = Sign in with a browser
problem-impersonation-open = You are viewing something already
mail-looked-at-subject = The platform is looking at your space
mail-looked-at-text =
    An operator of the platform sees for { $minutes } minutes what you see, and cannot change anything.

    Reason: { $reason }

    Any question? Write to the platform.
mail-stock-subject = Running low: { $first }
mail-stock-text =
    These products went down to the mark that you set:
    { $list }

    Restock, or change the marks:
    { $link }
mail-intervened-subject = The platform stepped in on order { $number }
mail-intervened-text =
    The platform stepped in on order { $number }. What was done, and why:
    { $link }

# Plans
nav-plan = Plan
plan-lead = Your plan: { $plan }.
plan-free = Free
plan-pro = Pro
plan-unlimited = Unlimited
plan-use = Use
plan-what = What
plan-used = Used
plan-limit = Limit
plan-no-limit = no limit
plan-full = full
plan-more = Need more? Write to the platform.
plan-without = This plan does not include: { $modules }
plan-give = Give this plan
plan-record = Changes of plan
problem-quota-reached = Your plan allows { $limit } at most
    .detail = Make room, or ask the platform for another plan.
problem-plan-unchanged = It has this plan already
problem-plan-changed-meanwhile = The plan was changed meanwhile
