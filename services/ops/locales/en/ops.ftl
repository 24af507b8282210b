# What ops says.
nav-health = Health
nav-dead-letters = Dead letters
nav-timeline = Timeline
nav-modules = Modules
nav-events = Event log
nav-audit = Actions

# Modules by name; others are called what they call themselves
module-gateway = Gateway
module-storefront = Storefront
module-identity = Identity
module-catalog = Catalogue
module-orders = Orders
module-reservations = Live sales
module-whatsapp = WhatsApp
module-ops = Operations

# Words
on = On
off = Off
light-green = Works
light-amber = Needs a look
light-red = Broken
silent = Does not answer
silent-text = It has not answered since ops started, so nobody knows whether it is required. It can be switched off once it has answered.
unknown = Unknown
required = required
tenant = Tenant
reason = Reason
reason-hint = It stays on record with your name.
any = Any
filter = Filter
data = Content
choose = Choose { $what }
form-wrong = Check these points
column-module = Module
column-state = State
column-tenants = Exceptions
column-last = Last decision
column-type = Fact
column-about = About
column-attempts = Attempts
column-error = Last error
column-gave-up = Given up
column-when = When
column-correlation = Correlation
column-who = Who
column-did = Action
column-target = On what
column-outcome = Outcome

# Health board
health-title = Health of the modules
health-lead = Updated every three seconds.
health-looked = Looked at
health-all-well = Everything works
health-waits = Everything works; { $count } dead letters wait for a decision
health-red = { $count ->
        [one] One module is broken
       *[other] { $count } modules are broken
    }
checks-fine = All checks are fine
count-outbox = To send
count-inbox = To handle
count-parked = Parked
count-dead = Dead letters
count-timers = Timers due
count-timers-dead = Timers given up
since-seconds = for { $seconds } s

# Home
home-modules = Modules that work
home-not-looked = Not looked yet
home-off = Switches that are off
home-off-note = platform and tenants
home-decisions = Last decisions
dead-none = Nothing waits
dead-look = To replay or put aside

# Module switches
modules-title = Modules
modules-lead = Each module can be switched off for everybody or for one tenant. It takes effect within seconds.
modules-none = No module configured
modules-none-text = The setting ops.modules names the modules of this installation.
never-switched = Never changed
tenants-off = { $count } off
module-lead = Who decided what, when and why.
switch-platform = For everybody
switch-off-means = While it is off its pages say so, its menu entries are gone and facts that arrive for it wait. Nothing is lost.
switch-on-means = Once on, its pages and menus are back and facts that waited are handled in order.
switch-off-all = Switch off for everybody
switch-on-all = Switch on for everybody
switch-off = Switch off
switch-on = Switch on
switch-tenant = For one tenant
switch-tenant-note = A module that is off for everybody is off here, too.
switch-tenants = Tenants with a switch of their own
tenants-none = No exceptions
tenants-none-text = All tenants follow the general switch.
switched = Decided. It takes effect within seconds.
required-text = { $module } is required: the platform does not work without it.

# Dead letters
dead-title = Dead letters
dead-lead = What modules could not handle, grouped by cause. A replay gives the fact back to the one consumer that failed.
dead-empty = No dead letters
dead-empty-text = Every fact that arrived was handled, or will be at the next attempt.
dead-silent = These modules do not answer; their dead letters are missing here
dead-cut = There are more than are shown
dead-replay = Replay selection
dead-archive = Put selection aside
dead-replay-all = { $count ->
        [one] Replay
       *[other] Replay all { $count }
    }
dead-archive-all = Put all aside
dead-replayed = { $count } given back
dead-archived = { $count } put aside
dead-failed = { $module } does not answer: nothing was done

# Timeline
timeline-title = Timeline
timeline-lead = A whole story, from its first fact to its last, across modules.
timeline-field = Order number or id
timeline-hint = An order number, an id, a correlation id, a message of Twilio’s (SM…), code@session, a phone with its country, or a cause such as 63016.
timeline-search = Find
timeline-none = Nothing known by that name
timeline-none-text = Check the number. Facts that are too old are removed from the log.
timeline-several = Several orders carry this number: which one?
timeline-of = The story
timeline-of-order = Order { $number }
timeline-count = { $count } facts
timeline-cut = The story is longer than what is shown
timeline-silent = { $module } did not say what it knows: try again in a moment.
step-received = A message came in
step-asked = A message was asked for
step-attempt = An attempt to send it
step-status = How it stands

# Facts by type; others are shown by their wire name
event-orders-order-placed-v1 = Order placed
event-orders-order-accepted-v1 = Order accepted
event-orders-order-rejected-v1 = Order rejected
event-orders-order-preparing-v1 = Being prepared
event-orders-order-ready-v1 = Ready
event-orders-order-completed-v1 = Handed over
event-orders-order-cancelled-v1 = Order cancelled
event-orders-order-delayed-v1 = Delayed
event-orders-order-departed-v1 = Out for delivery
event-orders-order-reduced-v1 = Items taken off
event-identity-tenant-saved-v1 = Tenant saved
event-identity-store-saved-v1 = Store saved
event-identity-membership-changed-v1 = A person’s rights changed
event-identity-guest-merged-v1 = Guest signed in
event-ops-module-switched-v1 = Module switched
event-catalog-stock-changed-v1 = Stock changed
event-catalog-product-published-v1 = Product put on sale
event-catalog-product-unpublished-v1 = Product taken off sale
event-catalog-hold-expired-v1 = Stock hold expired

# Event log
events-title = Event log
events-lead = Every fact of the platform, newest first.
events-none = No facts
events-none-text = Nothing matches these filters, or nothing has happened yet.

# Record of actions
audit-title = Operators’ actions
audit-lead = Who did what, when and why.
audit-none = No actions
audit-none-text = Every switch, replay and archive will be noted here.
did-switch-off = Switched off
did-switch-on = Switched on
did-replay = Replayed
did-archive = Put aside

# Problems and field errors
problem-module-unknown = There is no such module here
problem-module-required = { $module } cannot be switched off: the platform does not work without it
problem-module-silent = { $module } does not answer
field-tenant-unknown = A tenant id starts with ten_

# Availability and replays
column-cause = Cause
column-first = First
column-consumer = Consumer
column-progress = Progress
percent = { $n }%
availability-hour = 1 h
availability-day = 24 h
availability-month = 30 d
availability-hours = Availability, hour by hour
dead-sample = An example
dead-sample-note = The oldest of the group
replay = Replay
replays = Replays
replay-of = Replay { $id }
replay-title = Replay the group
replay-note = The set is frozen at this moment: what fails later is not part of it.
replay-rate = Per minute
replay-pace = { $rate } per minute
replay-canary = Try first
replay-canary-hint = After so many facts it waits for your word. 0: it does not wait.
replay-stop-at = Stop at (% failed)
replay-stop-at-hint = When so many of those given back fail again, it stops by itself; looked at from the fifth on.
replay-gave-up = Too many failed again: the replay stopped
replay-gave-up-text = The others were not given back. Mend the cause, then begin another replay.
replay-under-way = A replay of this cause is under way.
replay-look = Look at it
replay-progress = { $sent } of { $total } given back
replay-gone = { $count } of them were no longer dead: nothing was done to them.
replay-waits = The first { $count } are given back
replay-waits-text = See below what became of them, then go on or stop.
replay-silent = The module does not answer; the replay tries again
replay-go-on = Go on
replay-stop = Stop
replay-became = What became of them
replay-handled = Handled
replay-untried = Not tried yet
replay-failing = Failed, will be tried again
replay-dead = Given up again
replay-unknown = The module does not answer: what became of them is not known
replay-state-running = Running
replay-state-waiting = Waits for your word
replay-state-stopped = Stopped
replay-state-done = Done
audit-words = Text
audit-since = From
audit-until = To

# More actions, problems and field errors
did-look-begin = Began to look at a view
did-trace = Followed a message
did-look-end = Ended looking at a view
did-intervene = Stepped in on an order
did-replay-begin = Replay begun
did-replay-go-on = Replay continued
did-replay-stop = Replay stopped
problem-replay-open = This cause is being replayed already
problem-replay-empty = Nothing of this cause is left to replay
problem-replay-state = This replay is past that
field-rate-range = Between 1 and 6000
field-canary-range = A whole number, 0 or more
field-percent-range = A whole number from 1 to 100
field-pace-range = Between 1 and 600
field-day-unreadable = Write a day, such as 2026-11-22

# Activity
nav-activity = Activity
activity-title = Activity of the platform
activity-lead = The last 30 days, counted from the event log. Days in UTC.
activity-placed = Orders placed
activity-ended = Cancelled or refused
activity-ended-of = { $count } cancelled or refused since
activity-merchants = Merchants who sold
activity-stores = Stores that sold
activity-opened = New merchants
activity-per-day = Orders per day
activity-day = { $day }: { $placed }, { $ended } of them cancelled or refused
activity-sums = Sums
activity-sum = Sum
activity-reduced = Taken off since
activity-refunded = Given back
activity-currency = Currency
activity-none = No orders
activity-none-text = The orders of the merchants will be counted here.
nav-problems = Not arrived
queue-title = Not arrived
queue-lead = Messages and files of all merchants that wait for somebody, oldest first.
queue-silent = The module that has them does not answer: try again in a moment.
queue-empty = Nothing waits
queue-empty-text = Everything arrived, or somebody has dealt with it.
queue-all = All that can be tried again
queue-pace = How many in a minute
queue-retry = Try again
queue-discard = Put aside
queue-why = Why it is all right
queue-attempts = { $count } tried
queue-retried = { $count } tried again
queue-discarded = { $count } put aside
did-retry-messages = Tried messages again
did-discard-messages = Put messages aside
field-too-many = There are too many
problem-kind-media-not-attached = A file was not fetched
problem-kind-no-template = No approved template
problem-kind-window-closed = More than a day since they wrote
problem-kind-auth-20003 = Twilio refuses the token
problem-kind-template-paused = A template is paused
problem-kind-sender-offline = The number is offline
problem-kind-send-failed = Not sent
problem-next-media-not-attached = Try again; if it fails, ask the customer to send the picture again.
problem-next-no-template = The merchant enters an approved template for this text, then try again.
problem-next-window-closed = The merchant enters an approved template, or waits for the customer to write.
problem-next-auth-20003 = The merchant replaces the account’s token on the WhatsApp page.
problem-next-template-paused = The merchant enters another template for this text.
problem-next-sender-offline = See at Twilio why the number is offline; its messages go when it is back.
problem-next-send-failed = Look the code up; try again when its cause is gone, else put it aside.
