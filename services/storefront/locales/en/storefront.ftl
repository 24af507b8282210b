# What the storefront says.
nav-home = Home
nav-search = Search
nav-account = Account
nav-overview = Overview
nav-dashboard = Home
nav-ops = Home

# Home
home-title = Your neighbourhood souk, on your phone
home-lead = Find what the shops near you sell, order in two minutes and pick it up when it is ready.
search-placeholder = A product, a shop…
fact-local = Shops from around here
fact-pickup = Ready when you arrive
how-title = How it works
how-find = Find
    .text = A product or a shop: you see the price and what is left at once.
how-order = Order
    .text = Without an account if you prefer. The shop confirms and you see it right away.
how-collect = Collect
    .text = Follow the preparation live and pay on site.
call-title = Do you run a shop?
call-text = Open your shop on Souk: import your catalogue and take your first order today.
call-go = Open my shop

# For merchants
landing-title = Your shop online, before closing time
landing-lead = Import your catalogue, choose what you sell, and take orders on a board the whole team follows live.
landing-start = Open my shop
sign-in = Sign in
sign-up = Create an account
gains-title = What Souk does for you
gain-import = Your catalogue, imported
    .text = A CSV file from Shopify or ours: good lines go in, bad ones are named with the reason.
gain-orders = Orders, live
    .text = Accept, prepare, hand over: one tap a step, and the customer follows at home.
gain-stock = Never sold twice
    .text = Stock is held the moment someone orders: two customers never take the same piece.
gain-team = The whole team, each in their role
    .text = Owner, manager, seller, agent: everyone sees and does what concerns them.
gain-languages = Five languages
    .text = French, English, Spanish, Portuguese, Arabic: your customers read in theirs.
gain-yours = Your data stays yours
    .text = Each shop is kept apart from the others, and your customers’ details are encrypted.
start-title = In three steps
start-account = Create your account
    .text = Your name, your e-mail address, the shop’s name.
start-import = Add your products
    .text = One by one with a photo, or the whole catalogue at once.
start-publish = Publish
    .text = The shop is online; orders arrive on your board.
landing-end = Ready to open?
landing-end-text = It takes ten minutes and a photo of your first product.

# Search
search-all = All products
search-for = Results for “{ $q }”
sold-out = Sold out
price-from = from { $price }
price-before = Lowest price of the 30 days before:
narrow = Narrow down
search-none = Nothing found
search-none-text = No product matches at the moment.
filters = Filters
filters-clear = Clear all filters
filter-category = Category
filter-kind = Kind
kind-goods = Goods
kind-bundle = Bundles
kind-service = Services by appointment
kind-plan = Subscriptions
filter-store = Shop
filter-price = Price
filter-stock = Availability
filter-in-stock = Available now
price-below = Below { $max }
price-between = { $min } to { $max }
price-above = { $min } and above
sort = Sort by
sort-relevance = Best match
sort-price-asc = Lowest price
sort-price-desc = Highest price
sort-newest = Newest
results-count = { $n ->
        [one] { $n } product
       *[other] { $n } products
    }
search-corrected = Nothing matches “{ $q }” exactly.
did-you-mean = Did you mean:
search-each-word = Try one word at a time
search-ways = Look around
search-everywhere = Search everywhere
search-browse = See all products
tip-spelling = Check the spelling
tip-general = Try a more general word
tip-fewer = Try fewer words
search-down = Search does not answer at the moment
search-down-text = Your cart and your orders are not affected. Try again in a moment.
search-odd = This search was not understood
try-again = Try again

# Account, dashboard and ops homes
account-title = My account
account-lead = Your orders and your settings in one place.
account-guest-lead = Orders placed from this device are here, even without an account.
invite-title = Find everything, everywhere
invite-text = Sign in to keep your orders from one device to the next. Your cart comes along.
account-shop = My shop
    .text = Your shop’s dashboard, or opening a new one
dashboard-title = Today
no-shop = You have no shop yet
no-shop-text = Open your own, or ask the team you are joining for an invitation.
open-shop = Open my shop
see-landing = See what Souk offers
steps-title = First steps
steps-note = From an empty shop to the first order.
step-product = Add a product
    .text = A title, a price, a photo
step-import = Import a catalogue
    .text = A CSV file, from Shopify or elsewhere
step-store = Complete the shop
    .text = Description, address, going online
step-team = Invite the team
    .text = Everyone in their role
ops-title = Platform
ops-lead = What is red, what changed, what waits.

# Offline
offline-title = You are offline
offline-text = This page will open as soon as the network is back. Nothing you ordered is lost.

# Footer
footer-merchants = Sell on Souk

# Legal pages: adapt these texts to your installation and have them checked
legal = Legal information
legal-documents = Documents
legal-terms = Terms of use
legal-privacy = Privacy
legal-imprint = Imprint
imprint-name = Operator
imprint-address = Address
imprint-email = Contact
imprint-registration = Registration
imprint-host = Hosting
legal-terms-1 = { $operator } brings shops and customers together. Each order is a contract between you and the shop you chose; the shop sets its prices, prepares and hands over the goods.
    .title = What we do
legal-terms-2 = An order is binding once the shop accepts it. Until then you can cancel it from its tracking page. If the shop does not answer within the time shown, it is cancelled by itself and nothing is owed.
    .title = Ordering
legal-terms-3 = Prices include taxes. You pay at the shop, by the means it accepts.
    .title = Prices and payment
legal-terms-4 = Your consumer rights towards the shop, warranties included, remain in full.
    .title = Your rights
legal-privacy-1 = The name and phone number you give for an order, what it contains and, if you create an account, your e-mail address. Nothing is bought from others and nothing is sold.
    .title = What we keep
legal-privacy-2 = The shop you order from sees what it needs to serve you. Other shops see nothing. Contact details are encrypted.
    .title = Who sees what
legal-privacy-3 = One cookie for your cart and session, another for your language. No advertising trackers, no third-party measurement.
    .title = Cookies
legal-privacy-4 = You may ask to see, correct or erase your data by writing to the operator named in the imprint, or turn to your data protection authority.
    .title = Your requests
legal-imprint-1 = Product pages are the responsibility of the shop named on each.
    .title = Content

# Countries: what differs from one to the other
country-fr = France
country-be = Belgium
country-ca = Canada
country-ma = Morocco
market-country = Country
market-currency = Currency
market-languages = Languages
market-payment = Payment
taxes-included = Prices include taxes
pay-on-the-spot = Pay on the spot: { $ways }
pay-cash = cash
pay-card = card
list-comma = {", "}
legal-countries = Countries

# Law by country: adapt and have it checked
legal-terms-in-fr = The legal guarantee of conformity lasts two years. For a distance purchase you have fourteen days to withdraw, except for perishable goods and what is made for you alone. In a dispute you may turn to a consumer mediator free of charge.
legal-terms-in-be = The legal guarantee lasts two years. For a distance purchase you have fourteen days to withdraw, except for perishable goods and what is made for you alone. In a dispute you may turn to the Consumer Mediation Service.
legal-terms-in-ca = The consumer protection law of your province applies to your purchase; in Quebec it is the Consumer Protection Act, and the Office de la protection du consommateur informs you.
legal-terms-in-ma = Law 31-08 protects the consumer. For a distance purchase you have seven days to withdraw, except for what spoils quickly and what is made for you alone.
legal-privacy-in-fr = The data protection authority is the CNIL, in Paris.
legal-privacy-in-be = The authority is the Data Protection Authority, in Brussels.
legal-privacy-in-ca = You may turn to the Office of the Privacy Commissioner of Canada; in Quebec, to the Commission d’accès à l’information.
legal-privacy-in-ma = The authority is the CNDP, in Rabat; law 09-08 protects your data.
