# What reservations says. Messages to customers and sellers stand in the texts of whatsapp.
said-available = { $count ->
        [one] One is left.
       *[other] { $count } are left.
    }
said-taken = Already taken: the waiting list is open.
said-paused = paused
said-resumed = resumed
said-removed = off sale
said-next = Next: { $who }.
said-free = It is free.

# What is missing, in a reminder
todo-size = Your size is missing.
todo-address = Your address is missing.
todo-confirm = Reply YES to confirm.

# Why a seller's command is not done; goes on after "Impossible : "
blocked-no-live = there is no live now.
blocked-unknown = { $code } does not exist.
blocked-sold = it is sold.
blocked-held = { $held } held already. Add ! at the end to do it anyway.
blocked-sizes = its sizes do not allow it.
blocked-piece = it is a single piece: send SUPPR to take it off sale.
blocked-price = the price must be above zero.
blocked-nobody = nobody holds it.

# Refusals
problem-reservation-moved-on = This reservation changed meanwhile
problem-hold-not-extended = This reservation cannot be extended
problem-purpose-needed = Say why
problem-person-erased = This person was erased

# Why an order was called off
reason-sold-out = sold out
reason-too-busy = too busy
reason-closing = the shop is closing
reason-customer-asked = as you asked
reason-mistake = a mistake
reason-other = another reason
reason-timeout = the shop did not answer
reason-platform = decided by the platform

# Settings, prices and labels
nav-live-settings = Live settings
nav-live-prices = Live prices and labels
live-settings-lead = How your lives go. A hold that runs keeps the rules it began with.
live-prices-lead = One letter is enough to price a code: A12 costs what the letter A costs.
live-times = Times
live-queues = Holds and queue
live-codes = Codes
live-delivery = Delivery
live-ttl-soft-min = Length of a hold (minutes)
live-ttl-locked-min = Length of a locked hold (minutes)
live-reminder-before-min = Reminder before the end (minutes)
live-expiry-grace-ms = Margin after the end (milliseconds)
live-t-inactive-min = A live without activity ends after (minutes)
live-late-confirm-if-free = Accept a YES up to half an hour late while the article is free
live-waitlist-enabled = Keep a queue
live-waitlist-max = Most people in a queue
live-max-live-holds-per-customer = Most holds per customer
live-hold-policy = Who gets an article in stock
live-partial-fill = When there is not enough left
live-unknown-code-policy = A code you did not announce
live-currency = Currency
live-delivery-fee = Delivery fee per order
live-choice-blocking = Whoever holds it
live-choice-first-paid-first-served = Whoever confirms first
live-choice-strict = Refused
live-choice-labels = Accepted when its label is printed
live-choice-open = Accepted when its letter has a price
live-choice-hold-and-queue = Hold what is left, queue for the rest
live-choice-hold-only = Hold what is left
live-choice-refuse = Queue for all of it
live-grid = Prices by letter
live-prices = Letters and prices
live-prices-hint = One a line, for example: A 15
live-labels = Printed labels
live-ranges = Labels
live-ranges-hint = One series a line, for example: A 1-100. The code of a label is accepted even if you did not announce it.
save = Save
done-saved = Saved
form-errors = Check these fields
field-number-range = This number is out of range
field-currency-wrong = Three capital letters, for example EUR
field-letters-wrong = One to four letters, A to Z
field-letters-twice = These letters have a price already
field-amount-range = The price must be above zero
field-range-wrong = The last number comes after the first, at most 9999
field-lines-wrong = One of these lines cannot be read
field-too-many = This is too many
problem-if-match-needed = Name the version in If-Match
