menu-dashboard = Espace marchand
menu-ops = Exploitation
menu-shop = Voir la place de marché
menu-signup = Créer un compte
menu-tenants = Travailler pour
page-failed = La demande n'a pas abouti
page-home = Retour à l'accueil
page-retry = Réessayer
