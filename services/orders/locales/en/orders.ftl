# Texts of orders, in English.

# Navigation
nav-board = Orders
nav-orders = My orders

# Words of several screens
order = Order
store = Shop
state = Status
when = When
total = Total
total-title = Summary
see-all = See all
undo = Undo
tax-included = of which taxes
tax-included-note = Prices include taxes.
label-name = Name
label-phone = Phone
label-email = E-mail
label-note = Message to the shop

# Cart
cart-title = Your cart
cart-pieces = items in the cart
cart-empty = Your cart is empty
cart-empty-more = Add what you like: you pay when you collect it.
cart-look-around = Look around the shops
cart-added = { $what } is in your cart
cart-added-one = Added to the cart
cart-removed = Item removed.
cart-remove = Remove { $what }
cart-update = Update
cart-quantity-of = Quantity of { $what }
cart-to-store = See the shop
cart-checkout = Check out
cart-orders-per-store = Each shop prepares its own order.
cart-adjust = Adjust the marked items to go on.
cart-no-total = The total cannot be worked out: an item is no longer sold, or the shops sell in different currencies.
cart-no-prices = Prices are unavailable for a moment
cart-no-prices-more = Your cart is kept. Try again in a moment.
stock-none = Sold out
stock-only = Only { $n } left

# Checkout
checkout-title = Checkout
checkout-wrong = Check these points
checkout-line-wrong = { $what }: { $why }
checkout-contact = Your details
checkout-contact-why = The shop only looks at them for your order.
checkout-how = Collection and payment
checkout-pickup = Collect at the shop
checkout-asap = As soon as possible
checkout-asap-more = You follow the preparation live.
checkout-payment = Payment
checkout-on-site = Pay at the shop
checkout-on-site-more = When you collect.
checkout-place = Place the order
checkout-place-total = Place the order · { $total }

# Own orders
orders-title = Your orders
orders-lead = What you ordered, and where it stands.
orders-empty = No orders yet
orders-empty-more = Your orders will appear here.
orders-placed = Your orders are placed
order-title = Order { $number }
order-placed = Order placed
order-cancel = Cancel the order
order-cancelled = Order cancelled
lines-title = What was ordered
facts-title = Details
fact-how = Collection
fact-pay = Payment
fact-placed = Placed on
steps-title = Progress
status-placed = Waiting for the shop
status-accepted = Accepted
status-preparing = Being prepared
status-ready = Ready
status-completed = Collected
status-rejected = Turned down
status-expired = No answer
status-cancelled = Cancelled
next-placed = { $store } has until { $time } to answer.
next-accepted = { $store } accepted and starts soon.
next-preparing = { $store } is preparing your order.
next-ready = It is ready: come and collect it.
next-completed = Enjoy, and see you soon.
next-rejected = { $store } could not take the order. Nothing is owed.
next-expired = { $store } did not answer in time. Nothing is owed.
next-cancelled = The order is cancelled. Nothing is owed.
payment-awaiting = To be paid at the shop
payment-paid = Paid
payment-none = Nothing owed
what-placed = Order placed
what-accepted = Accepted
what-preparing = Preparation started
what-ready = Ready
what-completed = Handed over and paid
what-rejected = Turned down
what-cancelled = Cancelled
actor-customer = by the customer
actor-merchant = by the shop
actor-system = automatically
actor-platform = by the platform
reason-title = Reason
reason-sold-out = An item is sold out
reason-too-busy = Too many orders right now
reason-closing = The shop is closing
reason-customer-asked = The customer asked for it
reason-mistake = Something is wrong with the order
reason-other = Another reason
reason-timeout = No answer in time

# Board
board-title = Orders
board-lead = New orders arrive here by themselves.
column-new = New
column-new-empty = Nothing new. An order rings when it comes in.
column-preparing = Preparing
column-preparing-empty = Nothing to prepare.
column-ready = Ready
column-ready-empty = Nothing waits for its customer.
column-done = Done today
column-done-empty = Nothing done today yet.
do-accept = Accept
do-reject = Turn down
do-start = Start
do-ready = Ready
do-complete = Hand over and take payment
do-cancel = Cancel the order
done-accept = { $number } accepted
done-reject = { $number } turned down
done-start = { $number } is being prepared
done-ready = { $number } is ready
done-complete = { $number } handed over
done-cancel = { $number } cancelled
next-title = What is next
history-title = History
contact-title = Customer
contact-why = Every look is noted. Why do you need it?
contact-noted = This look is noted.
purpose-handover = Hand over the order
purpose-question = Ask a question
purpose-problem = Solve a problem
tile-waiting = Orders waiting
tile-waiting-now = Answer before time runs out
tile-working = In progress
tile-today = Taken today
tile-last-week = { $amount } at this time last week

# Problems
problem-sold-out = Not enough is left
    .detail = Nothing was ordered and your cart is kept.
problem-store-closed = The shop takes no orders right now
    .detail = Your cart is kept.
problem-price-changed = The price changed
    .detail = The total is now { $total }. Check it and confirm again.
problem-mixed-currencies = These shops sell in different currencies
    .detail = Order in one currency at a time.
problem-cart-empty = The cart is empty
problem-cart-full = The cart is full
problem-cart-changed = The cart changed in the meantime
    .detail = Check it and try again.
problem-catalog-unavailable = Prices are unavailable for a moment
    .detail = Nothing is lost: your cart is kept. Try again in a moment.
problem-order-moved-on = The order moved on in the meantime
    .detail = This can no longer be done.
problem-contact-erased = These details were erased
problem-purpose-needed = Name a purpose in lower case
problem-if-match-unreadable = If-Match must be a version in quotes

# Fields
field-quantity-range = Between 1 and 99
field-phone-wrong = Write a phone number, for example +44 20 7946 0123
field-sold-out = Not enough is left
field-not-available = Unavailable for now
