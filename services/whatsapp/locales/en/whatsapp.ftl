# Texts of whatsapp.
nav-whatsapp = WhatsApp
whatsapp-title = WhatsApp
whatsapp-lead = The shop’s number, the sellers’ numbers, the texts and the conversations.
whatsapp-number = The shop’s number
whatsapp-none = No number is connected.
number-hint = The WhatsApp number that is registered at Twilio, with its country: +33 6 12 34 56 78
account = Twilio account (AccountSid)
token = Account token (AuthToken)
token-hint = It is kept encrypted and never shown again.
store = Store
connect = Connect
connected = Connected
online = Online
offline = Offline
offline-why = Twilio takes no messages from this number any more (code { $code }). Messages wait. Enter the token again.
hook-in = Address for incoming messages
hook-status = Address for statuses
hook-hint = To be entered at Twilio for this number.
rotate = Replace the token
address = Number
sellers = Sellers’ numbers
sellers-hint = From these numbers a live is run on WhatsApp.
seller-label = Name
seller-phone = Number
seller-phone-hint = Leave it empty where the number hides behind a user name: a code links it.
seller-add = Add
seller-remove = Remove
seller-code = Send from WhatsApp within 10 minutes: LINK { $code }
seller-linked = Linked
seller-open = Not linked yet
seller-ending = ends in { $ending }
sellers-none = No numbers yet.
stop = After a STOP
stop-transactional = Only answers, orders and payments
stop-silent = No messages at all
save = Save
done-saved = Saved
done-connected = Number connected
done-removed = Number removed
done-sent = Message on its way
done-closed = Conversation handed back to the bot
done-text = Text saved
done-default = Original text restored
counts = Messages of the last 24 hours
count-waiting = Waiting
count-sent = Sent
count-delivered = Delivered
count-failed = Failed
inbox = Conversations
inbox-lead = Those that somebody of the shop has to answer.
inbox-none = Nobody is waiting.
inbox-none-text = When a customer writes SELLER or the bot does not understand, the conversation comes here.
unknown-name = No name
reply = Your answer
send = Send
close = Hand back to the bot
erased = (erased)
with-media = (file attached)
at-place = (location)
texts = Texts
texts-lead = Your own words for what the bot says. What stands in braces is filled in by Souk.
text = Text
language = Language
default-text = Original text
use-default = Restore
own = changed
form-errors = Please correct:
manage-texts = Change the texts
open-inbox = See the conversations
state-pending = waiting
state-sending = being sent
state-accepted = taken by Twilio
state-sent = sent
state-delivered = delivered
state-read = read
state-failed = not delivered
state-suppressed = held back
state-stale = too late
state-dead = not sent
edit = Change
simulator = Simulator
simulator-lead = Try a live without WhatsApp: three phones that do not exist write to the shop.
simulator-start = Start
simulator-off = The simulator is off.
simulator-off-text = It gives the shop a number that does not exist. Connecting a real number replaces it.
simulator-first = Customer 1
simulator-second = Customer 2
simulator-seller = Seller
simulator-text = Message
simulator-note = Nothing leaves this place: these numbers do not exist.
simulator-refresh = Refresh
problem-simulator-unheard = The platform’s own address does not answer
problem-number-taken = This number is connected already
problem-store-has-number = This store has a number already
problem-seller-known = This number is a seller’s already
problem-window-closed = More than 24 hours since their last message: WhatsApp allows no free answer any more
problem-opted-out = This person wants no messages
problem-not-given-up = This message was not given up
problem-file-too-large = The file is too large
problem-file-not-there = The file is not there yet
problem-signature-wrong = The signature is wrong
problem-message-sid-missing = The message id is missing
field-token-wrong = Twilio does not know this account or token
field-phone-wrong = A number with its country, for example +33 6 12 34 56 78
field-account-wrong = AC and 32 digits and letters
field-store-unknown = There is no such store
field-placeholder-wrong = Only the words in braces of the original text may stand in it
field-key-unknown = There is no such text
field-language-unknown = There is no such language
field-policy-unknown = transactional_only or silent
field-content-sid-wrong = HX and 32 digits and letters

# What is said to contacts: {$name} is filled in, .b1 to .b3 are the buttons.
msg-rsv-held =
    ✅ {$code} is yours, you are #1! Held for {$minutes} min. Total: {$total}.
    Send your address 📍 then reply YES to confirm.
    .b1 = Confirm
    .b2 = Cancel
msg-rsv-held-known-address =
    ✅ {$code} is yours, you are #1! Held for {$minutes} min. Total: {$total}.
    Delivery: {$address}
    Reply YES to confirm, or send another address.
    .b1 = Confirm
    .b2 = Cancel
msg-rsv-multi =
    Here is the result for your codes:
    {$lines}
    Total held: {$total}. Address + YES to confirm.
msg-rsv-need-size = {$code}: which size? {$sizes}
msg-rsv-need-address = Got it 👍 I still need your address for {$codes}. Send it in one message or share your location 📍
msg-rsv-recap =
    Summary:
    {$lines}
    Delivery: {$delivery}
    Total: {$total}
    Address: {$address}
    Reply YES to confirm, {$minutes} min left.
    .b1 = Confirm
    .b2 = Cancel
msg-rsv-already-held = You already hold {$code} ✅ {$minutes} min left: address + YES to confirm.
msg-rsv-partial = Only {$held} × {$code} left: held {$minutes} min. For the other {$missing} you are no. {$rank} on the list.
msg-rsv-reminder = ⏰ Only {$minutes} min left for {$codes}. {$todo}
    .b1 = Confirm
    .b2 = Cancel
msg-rsv-expired = ⌛ Your hold on {$code} has expired. Send {$code} again if you still want it.
msg-rsv-cancelled = Done, {$codes} cancelled. See you soon 👋
msg-rsv-released = {$shop} released {$code}. Send {$code} again if you still want it.
msg-wl-joined = ⏳ {$code} is already held. You are #{$rank} in line. I'll write as soon as it's free, nothing to do!
msg-wl-already = You are still #{$rank} in line for {$code}.
msg-wl-promoted = 🎉 {$code} is free, it's your turn! Held {$minutes} min. Total: {$total}. Address + YES to confirm.
    .b1 = Confirm
    .b2 = Cancel
msg-wl-full = The line for {$code} is full, sorry 🙏
msg-wl-left = Done, you left the line for {$code}.
msg-wl-closed = The live is over and {$codes} is gone. Thanks for joining 🙏
msg-cfm-done =
    🎉 Order {$order} confirmed!
    {$lines}
    Total: {$total}, pay on delivery.
    I'll tell you when it leaves. Thank you!
msg-cfm-done-deposit =
    Order {$order} recorded ✅
    {$lines}
    Total: {$total}. Your deposit is being checked, confirmation very soon.
msg-cfm-soldout = Sorry, sold out 😔 {$code} is gone. You are no. {$rank} on the waitlist.
msg-cfm-soldout-nowl = Sorry, {$code} is sold out 😔
msg-cfm-nothing = Nothing is waiting for you. Send a code (e.g. {$example}) to reserve.
msg-cfm-late-ok = Your hold on {$code} had expired but it was still free: confirmed 🎉 Order {$order}, total {$total}.
msg-cfm-partial =
    ✅ Order {$order}: {$ok}
    ❌ {$failed}
    Total: {$total}.
msg-dep-invite = 💡 To lock {$codes} for {$minutes} min: deposit of {$deposit} ({$instructions}), then send the screenshot here. Optional, pay on delivery is fine.
msg-dep-required = {$codes} needs a deposit of {$deposit} ({$instructions}). Send the screenshot here, {$minutes} min left.
msg-dep-received = 📸 Proof received for {$target}. It is locked for you, {$shop} is checking.
msg-dep-approved = ✅ Deposit approved for {$target}. Balance due: {$balance}.
msg-dep-rejected = ❌ Proof refused for {$target}: {$reason}. {$next}
msg-dep-which = Which reservation is this proof for? {$options}
msg-dep-no-context = I have no reservation in your name for this photo. To reserve, send the item code (e.g. {$example}).
msg-dep-refund-due = Your hold {$target} ended after you sent a deposit. {$shop} will refund or contact you.
msg-code-unknown = I can't find {$code}. Check the label: letter + number, e.g. {$example}.
msg-code-suggest = I can't find {$code}. Did you mean {$suggestion}? Reply {$suggestion} to reserve.
    .b1 = Reserve {$suggestion}
msg-code-ask = {$code}: {$price}. {$availability} Reply {$code} to reserve.
msg-code-clarify = Do you want to reserve {$code}? Just reply {$code}.
msg-live-none = {$shop} has no live right now. See you soon 👋
msg-order-confirmed = ✅ Your order {$order} is confirmed. Total: {$total}.
msg-order-preparing = 📦 Your order {$order} is being prepared.
msg-order-out-for-delivery = 🛵 Your order {$order} is on its way. Please have {$balance} ready.
msg-order-delivered = 🎁 Order {$order} delivered. Thanks, see you soon!
msg-order-cancelled = Your order {$order} is cancelled: {$reason}.
msg-order-list =
    Your orders and holds:
    {$lines}
msg-order-none = I see no order in your name at {$shop}. Send a code (e.g. {$example}) to reserve.
msg-opt-out = Done, you won't receive messages from {$shop} any more. Only updates on an order in progress remain possible. Send START to come back.
msg-opt-in = Welcome back 👋 You receive messages from {$shop} again.
msg-opt-hint = (You are on STOP: no automatic reminders. START to turn them on.)
msg-opt-clarify = Stop all messages (reply STOP) or cancel a hold (reply CANCEL {$code})?
msg-privacy-first = ℹ️ {$shop} uses your contact and address for your order. STOP to end messages, MY DATA to access them.
msg-gdpr-access = Here are your data (link valid {$hours} h): {$link}
msg-gdpr-erase-confirm = Erase your data at {$shop}? Reply ERASE to confirm.
msg-gdpr-erased = Done: your data are erased. Legally required accounts stay without your address or number.
msg-gdpr-erase-blocked = Order {$order} is still in progress. I will erase your data once it is over.
msg-help-customer =
    Send the item code (e.g. {$example}), your address, then YES.
    CANCEL to give up, MY ORDER to follow, SELLER to talk to someone, STOP to end.
msg-fallback = I didn't get that 🙏 Send a code (e.g. {$example}), YES, CANCEL or HELP.
msg-handoff = I'm passing your message to {$shop}, they will answer here.
msg-media-unsupported = I can't read voice notes or videos 🙏 Please type the item code (e.g. {$example}).
msg-limit-holds = You already have {$max} holds. Confirm (YES) or cancel before taking more.
msg-sel-item = ✅ {$code}: {$price}, single piece. On sale!
msg-sel-stock = ✅ {$code} × {$qty}: {$price}{$sizes}. Stock saved.
msg-sel-duplicate = Code already used, pick another or send MODIF {$code} …
msg-sel-photo-ok = 📸 Photo added to {$code}.
msg-sel-photo-no-code = Send CODE PRICE first (e.g. A12 25), then the photo.
msg-sel-no-price = No price for letter {$letter}. Send {$code} PRICE (e.g. {$code} 25) or fill your grid.
msg-sel-modified = ✏️ {$code} updated: {$changes}.
msg-sel-modify-blocked = Not possible: {$reason}
msg-sel-released = 🔓 {$code} released ({$who}). {$next}
msg-sel-release-which =
    Several holds on {$code}:
    {$lines}
    Reply LIBERE {$code} and the number.
msg-sel-stock-report =
    📊 Stock:
    {$lines}
msg-sel-live-on = 🔴 Live open. You sell, I follow.
msg-sel-closed = ⚪ Live over: {$orders} orders, {$amount}, {$expired} expired, {$proofs} proofs to check. List: {$link}
msg-sel-proof = 📸 Deposit to check {$pid}: {$who}, {$target}, {$deposit}.{$warning}
    .b1 = Approve
    .b2 = Reject
msg-sel-proof-done = Proof {$pid}: {$decision}. Customer told.
msg-sel-digest = Last {$minutes} min: {$held} held, {$confirmed} confirmed, {$waiting} waiting, {$expired} expired.
msg-sel-help = A12 · A12 25 · S01 x20 · S01 x20 tailles S,M,L · photo · MODIF A12 30 · LIBERE A12 · FILE A12 · STOCK · PREUVES · COMMANDES · LIVE OFF
msg-sel-unknown = Not understood 🙏 Examples: A12 25, S01 x20, MODIF A12 30. AIDE for all.
msg-sel-alert = ⚠️ {$alert}
msg-rsv-cancel-which = Which hold shall I cancel? {$options} Reply CANCEL and the code, or CANCEL ALL.
msg-live-paused = The live at {$shop} is paused. Send your code again in a moment 🙏
msg-limit-rate = That was a lot at once 🙏 Wait two minutes, then send your last message again.
msg-free = {$text}
msg-test = Test message of {$shop}: the connection works ✅
msg-late-sorry = Sorry, your messages reached {$shop} too late 🙏 Nothing was reserved. If you still want the item, send its code again.
templates-paused = Templates refused by Meta
templates-paused-which = These templates are not sent any more: { $list }. Enter others.
unasked-paused = Meta’s limit of the day is reached
unasked-paused-why = Messages nobody asked for wait; answers are sent.
usage-title = Usage
usage-lead = This month’s messages, and about what they cost.
usage-estimate = Estimate
usage-class = Kind
usage-free = Free answers
usage-templates = Templates
usage-cost = Cost
usage-messages = Messages
usage-orders = Confirmed orders
usage-per-order = Cost per order
usage-none = No messages this month.
usage-class-reply = Answers
usage-class-hold = Reservations
usage-class-payment = Payments
usage-class-order = Orders
usage-class-optout = STOP and START
usage-class-seller = Sellers
steps = Getting started
step-number = Number connected
step-seller = A seller’s number added
step-write = From that phone, write to the number
step-arrived = Test message received
channel-status = State at Twilio:
try-number = Send a test message
done-tried = Test message sent
problem-nobody-wrote = Write to the number from a seller’s phone first
field-number-not-yours = This Twilio account does not have this number
problems-title = Messages that did not arrive
problems-lead = Those of the last 30 days that nobody has dealt with yet.
problems-none = Everything arrived
problems-none-text = No message waits to be dealt with.
cause-no-template = No approved template, more than 24 hours after their last message
cause-erased = Its content was erased
cause-unknown = Unknown cause
cause-twilio = Refused by Twilio (code { $code })
attempts = { $count } attempts
to-conversation = See the conversation
discard-why = Reason
try-again = Try again
discard = Put aside
done-retried = It is tried again
done-discarded = Put aside
done-already = That was done already.
list-choose = Choose
field-too-many = Too many
