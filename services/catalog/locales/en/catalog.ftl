nav-products = Products
nav-store = Shop window
store = Store

# Stock
left-in-stock = { $n } left
stock-in = In stock
stock-low = Only { $n } left
stock-out = Sold out

# Shop
price-from = from { $price }
price-was = Former price:
add-to-cart = Add to cart
added-to-cart = Added to your cart
quantity = Quantity
all-products = All
categories = Categories
search-in = Search { $store }
nothing-found = Nothing matches
nothing-found-text = Try another word or remove a filter.
new-products = New products
see-all = See all
stores = Stores
store-open = Taking orders
store-breaks = On a break
stores-selling = Already selling here
products-count = { $n ->
        [one] { $n } product
       *[other] { $n } products
    }
no-stores = The first stores are on their way
no-stores-text = As soon as a store publishes a product, it appears here.
store-paused = This store is taking a break
store-paused-text = It takes no orders for the moment.

# Merchant
add-product = Add product
add-first-product = Add your first product
no-products = No products yet
no-products-text = Add a product by hand or import your catalogue from a CSV file.
import = Import
search-products = Search products, SKUs…
choose = Choose { $product }
column-product = Product
column-status = Status
column-price = Price
column-stock = Stock
column-category = Category
status-published = On sale
status-draft = Draft
status-sold-out = Sold out
stock-of = Stock of { $product }
save-stock = Save stock
stock-refused = The stock of { $product } was not changed
stock-refused-text = Open orders have already promised more units than that.
publish = Publish
unpublish = Unpublish
save = Save
save-and-publish = Save and publish
save-draft = Save draft
view-in-shop = View in shop
read-only = Read only
read-only-text = Your role lets you see this product and adjust its stock from the list.
optional = optional
done-saved = Saved
done-created = Product created
done-published = Published
done-unpublished = Unpublished
done-removed = Removed
done-stock = Stock saved
done-nothing = Nothing changed

# Product form
form-errors = A few things to fix
form-about = The product
form-title = Title
form-description = Description
form-category = Category
form-brand = Brand or producer
form-tags = Tags
form-tags-hint = Separated by commas
form-tax = Tax
tax-standard = Standard rate
tax-reduced = Reduced rate
tax-zero = No tax
form-variants = Price, stock and options
form-option = Option { $n }
form-options-hint = For example Size or Colour. Leave empty when there is one version only; otherwise add a variant for each combination.
variant-number = Variant { $n }
variant-remove = Remove this variant
add-variant = Add a variant
form-price = Price, tax included
form-compare-at = Compare-at price
form-stock = Stock
form-sku = SKU
form-barcode = Barcode
form-photo = Photo
form-photo-hint = JPEG, PNG or WebP, 10 MB at most
form-translations = Translations
form-translations-note = Without a translation the store's own text is shown.

# Categories and search words
categories-lead = How your products are sorted in the shop. Customers see categories that have products.
category-top = At the top
category-name = Name
category-parent = Belongs to
category-add = Add category
category-new = New category
category-up = Move { $name } up
category-down = Move { $name } down
category-order = Order
no-categories = No categories yet
no-categories-text = Make the first one here, or write a category on a product: it appears here by itself.
category-depth = A category may have at most { $n } levels.
category-remove = Remove
category-remove-hint = Its products go to the category above.
category-keep-hint = It can be removed once nothing is below it.
synonyms = Search words
synonyms-lead = Words that mean the same to your customers: who looks for one finds the products of all.
synonym-terms = Words that mean the same
synonym-terms-hint = Separated by commas, for example: tajine, tagine, طاجين
synonym-remove = Remove
synonym-add = Add words
synonym-new = New group of words
no-synonyms = No search words yet
no-synonyms-text = Add words that customers use for your products but that do not stand on them.
corrected = Nothing matches exactly: these are the results for “{ $words }”.
form-category-hint = Levels are separated by >, for example Groceries > Tea. What does not exist yet is made.

# Store
store-lead = What your customers see of your store.
store-shown = Shown
store-hidden = Hidden
store-coming = Your store is on its way
store-coming-text = Create a store, or wait a few seconds if you have just done so.
form-paused = Store paused
form-paused-hint = Products stay visible, but nobody can order.
address-line = Street and number
address-postcode = Postcode
address-locality = Town
address-country = Country (two-letter code)

# Import
import-lead = A CSV file in Souk's format or a Shopify product export. Good products go in, the others are named line by line.
import-new = New import
import-before = Earlier imports
import-none = No imports yet
import-none-text = Your files and their results will appear here.
import-file = File
import-file-hint = CSV, 32 MB at most. A product with a wrong line is refused whole; importing again updates without duplicates.
import-send = Import file
import-good = Imported
import-created = New
import-updated = Updated
import-refused = Refused
import-when = When
import-running = Running
import-done = Done
import-done-partly = Done, with refusals
import-progress = { $done } of { $total } products
import-look-again = Look again
import-errors = { $n ->
        [one] { $n } error
       *[other] { $n } errors
    }
import-errors-note = The first 100; all of them are in the file.
import-download = Download errors
import-line = Line
import-column = Column
import-reason = Reason
import-value = Value
import-row-too-long = The row has more cells than the header: a separator or quote too many?
import-row-unreadable = The row cannot be read

# Problems
problem-module-off = The catalogue is switched off
    .detail = The team has paused it. Nothing is lost.
problem-sold-out = There is not enough left
problem-store-closed = This store takes no orders at the moment
problem-hold-differs = This hold exists with other lines
problem-hold-ended = This hold has ended
problem-hold-allocated = An order already has this hold
problem-stock-promised = { $promised } units are promised to orders
problem-category-not-empty = Other categories are below this one
problem-variant-in-use = A variant you left out still has units promised to orders
problem-if-match-needed = The If-Match header with the ETag you read is needed
problem-catalog-loading = The catalogue is loading, one moment

# Fields
field-sold-out = There is not enough left
field-variant-unknown = This variant is not for sale
field-control-characters = Remove invisible characters
field-too-many = Too many
field-option-twice = Two options have the same name
field-language-twice = A language is given twice
field-variant-missing = At least one variant with a price is needed
field-option-values-count = Give a value for each option
field-variant-twice = Two variants have the same option values
field-sku-taken = This SKU already belongs to another item
field-price-missing = Give a price, for example 12.50
field-price-wrong = This is not a price; write for example 12.50
field-price-ambiguous = Thousands or decimals? Write 1234.00 or 1.23
field-price-negative = A price cannot be negative
field-price-too-high = This price is too high
field-compare-at-low = The compare-at price must be higher than the price
field-stock-wrong = Write a whole number, zero or more
field-stock-one-number = Give either on_hand or change
field-stock-promised = Orders have already promised more units
field-lines-count = 1 to 100 lines
field-line-twice = This line is given twice
field-quantity-range = 1 to 100,000
field-ttl-range = 30 to 86,400 seconds
field-country-wrong = Two letters, for example FR
field-category-sign = A name cannot contain >
field-category-taken = A category beside it has this name
field-category-too-many = You have as many categories as possible
field-category-unknown = There is no such category
field-category-into-itself = A category cannot stand below itself
field-category-too-deep = Too many levels
field-category-place = From 0 to 1,000
field-synonym-no-word = This contains no word
field-synonym-alone = Give at least two different words
field-point-wrong = This point is not on earth
field-import-empty = Choose a file that contains products
field-import-columns = The header must name at least a title and a price (Title and Variant Price for Shopify)
field-import-too-many = At most { $most } products per file
