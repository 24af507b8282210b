menu-dashboard = Merchant space
menu-ops = Operations
menu-shop = Go to the marketplace
menu-signup = Create an account
menu-tenants = Work for
page-failed = The request did not succeed
page-home = Back to the start
page-retry = Try again
