# What the storefront says.
nav-home = Accueil
nav-search = Rechercher
nav-account = Compte
nav-overview = Aperçu
nav-dashboard = Accueil
nav-ops = Accueil

# Home
home-title = Le souk de votre quartier, sur votre téléphone
home-lead = Trouvez ce que vendent les commerces près de chez vous, commandez en deux minutes et passez le chercher quand c’est prêt.
search-placeholder = Un produit, une boutique…
fact-local = Des commerces d’ici
fact-pickup = Prêt quand vous arrivez
how-title = Comment ça marche
how-find = Cherchez
    .text = Un produit ou une boutique : vous voyez tout de suite le prix et ce qui reste.
how-order = Commandez
    .text = Sans créer de compte si vous préférez. La boutique confirme et vous le voyez aussitôt.
how-collect = Passez le prendre
    .text = Suivez la préparation en direct et payez sur place.
call-title = Vous tenez un commerce ?
call-text = Ouvrez votre boutique sur Souk : importez votre catalogue et recevez votre première commande aujourd’hui.
call-go = Ouvrir ma boutique

# For merchants
landing-title = Votre boutique en ligne, prête avant la fermeture
landing-lead = Importez votre catalogue, choisissez ce que vous vendez, et recevez les commandes sur un tableau que toute l’équipe suit en direct.
landing-start = Ouvrir ma boutique
sign-in = Se connecter
sign-up = Créer un compte
gains-title = Ce que Souk fait pour vous
gain-import = Votre catalogue, importé
    .text = Un fichier CSV de Shopify ou le nôtre : les bonnes lignes entrent, les mauvaises sont nommées avec leur raison.
gain-orders = Les commandes en direct
    .text = Accepter, préparer, remettre : un geste par étape, et le client suit chez lui.
gain-stock = Jamais vendu deux fois
    .text = Le stock est réservé au moment de la commande : deux clients ne prennent pas la même pièce.
gain-team = Toute l’équipe, chacun son rôle
    .text = Propriétaire, gérant, vendeur, préparateur : chacun voit et fait ce qui le concerne.
gain-languages = Cinq langues
    .text = Français, anglais, espagnol, portugais, arabe : vos clients lisent dans la leur.
gain-yours = Vos données restent à vous
    .text = Chaque commerce est isolé des autres, et les coordonnées de vos clients sont chiffrées.
start-title = En trois étapes
start-account = Créez votre compte
    .text = Votre nom, votre adresse e-mail, le nom de la boutique.
start-import = Ajoutez vos produits
    .text = Un par un, avec une photo, ou tout le catalogue d’un coup.
start-publish = Publiez
    .text = La boutique est en ligne ; les commandes arrivent sur votre tableau.
landing-end = Prêt à ouvrir ?
landing-end-text = Il faut dix minutes et une photo de votre premier produit.

# Search
search-all = Tous les produits
search-for = Résultats pour « { $q } »
sold-out = Épuisé
price-from = dès { $price }
price-before = Prix le plus bas des 30 jours précédents :
narrow = Affiner
search-none = Rien trouvé
search-none-text = Aucun produit ne correspond pour l’instant.
filters = Filtres
filters-clear = Effacer tous les filtres
filter-category = Catégorie
filter-kind = Type
kind-goods = Articles
kind-bundle = Lots
kind-service = Services sur rendez-vous
kind-plan = Abonnements
filter-store = Boutique
filter-price = Prix
filter-stock = Disponibilité
filter-in-stock = Disponible maintenant
price-below = Moins de { $max }
price-between = { $min } à { $max }
price-above = { $min } et plus
sort = Trier par
sort-relevance = Pertinence
sort-price-asc = Prix croissant
sort-price-desc = Prix décroissant
sort-newest = Nouveautés
results-count = { $n ->
        [one] { $n } produit
       *[other] { $n } produits
    }
search-corrected = Rien ne correspond exactement à « { $q } ».
did-you-mean = Vouliez-vous dire :
search-each-word = Essayez un mot à la fois
search-ways = Faites un tour
search-everywhere = Chercher partout
search-browse = Voir tous les produits
tip-spelling = Vérifiez l’orthographe
tip-general = Essayez un mot plus général
tip-fewer = Essayez avec moins de mots
search-down = La recherche ne répond pas pour l’instant
search-down-text = Votre panier et vos commandes ne sont pas touchés. Réessayez dans un instant.
search-odd = Cette recherche n’a pas été comprise
try-again = Réessayer

# Account, dashboard and ops homes
account-title = Mon compte
account-lead = Vos commandes et vos réglages, au même endroit.
account-guest-lead = Vos commandes passées depuis cet appareil sont ici, même sans compte.
invite-title = Retrouvez tout, partout
invite-text = Connectez-vous pour garder vos commandes d’un appareil à l’autre. Votre panier vous suit.
account-shop = Ma boutique
    .text = Le tableau de bord de votre commerce, ou l’ouverture d’un nouveau
dashboard-title = Aujourd’hui
no-shop = Vous n’avez pas encore de boutique
no-shop-text = Ouvrez la vôtre, ou demandez une invitation à l’équipe que vous rejoignez.
open-shop = Ouvrir ma boutique
see-landing = Voir ce que Souk propose
steps-title = Bien démarrer
steps-note = De la boutique vide à la première commande.
step-product = Ajouter un produit
    .text = Un titre, un prix, une photo
step-import = Importer un catalogue
    .text = Un fichier CSV, de Shopify ou d’ailleurs
step-store = Compléter la boutique
    .text = Présentation, adresse, mise en ligne
step-team = Inviter l’équipe
    .text = Chacun avec son rôle
ops-title = Plateforme
ops-lead = Ce qui est rouge, ce qui a changé, ce qui attend.

# Offline
offline-title = Vous êtes hors ligne
offline-text = Cette page s’affichera dès que le réseau reviendra. Rien de ce que vous avez commandé n’est perdu.

# Footer
footer-merchants = Vendre sur Souk

# Legal pages: adapt these texts to your installation and have them checked
legal = Informations légales
legal-documents = Documents
legal-terms = Conditions d’utilisation
legal-privacy = Confidentialité
legal-imprint = Mentions légales
imprint-name = Exploitant
imprint-address = Adresse
imprint-email = Contact
imprint-registration = Immatriculation
imprint-host = Hébergement
legal-terms-1 = { $operator } met en relation des commerces et leurs clients. Chaque commande est un contrat entre vous et le commerce choisi ; c’est lui qui fixe ses prix, prépare et remet la marchandise.
    .title = Notre rôle
legal-terms-2 = La commande est ferme quand le commerce l’accepte. Tant qu’elle n’est pas acceptée, vous pouvez l’annuler depuis la page de suivi. Sans réponse du commerce dans le délai affiché, elle s’annule d’elle-même et rien n’est dû.
    .title = Commander
legal-terms-3 = Les prix affichés comprennent les taxes. Vous payez sur place au commerce, par les moyens qu’il accepte.
    .title = Prix et paiement
legal-terms-4 = Vos droits de consommateur face au commerce, garanties comprises, restent entiers.
    .title = Vos droits
legal-privacy-1 = Le nom et le téléphone que vous donnez pour une commande, son contenu, et, si vous créez un compte, votre adresse e-mail. Rien n’est acheté à des tiers et rien n’est vendu.
    .title = Ce que nous conservons
legal-privacy-2 = Le commerce auprès duquel vous commandez voit ce qu’il lui faut pour vous servir. Les autres commerces ne voient rien. Les coordonnées sont chiffrées.
    .title = Qui voit quoi
legal-privacy-3 = Un cookie pour votre panier et votre session, un autre pour votre langue. Aucun traceur publicitaire, aucune mesure par des tiers.
    .title = Cookies
legal-privacy-4 = Vous pouvez demander à voir, corriger ou effacer vos données en écrivant à l’exploitant nommé dans les mentions légales, ou saisir votre autorité de protection des données.
    .title = Vos demandes
legal-imprint-1 = Les fiches des produits sont sous la responsabilité du commerce nommé sur chacune.
    .title = Contenus

# Countries: what differs from one to the other
country-fr = France
country-be = Belgique
country-ca = Canada
country-ma = Maroc
market-country = Pays
market-currency = Monnaie
market-languages = Langues
market-payment = Paiement
taxes-included = Prix taxes comprises
pay-on-the-spot = Payez sur place : { $ways }
pay-cash = espèces
pay-card = carte
list-comma = {", "}
legal-countries = Pays

# Law by country: adapt and have it checked
legal-terms-in-fr = La garantie légale de conformité dure deux ans. Pour un achat à distance, vous avez quatorze jours pour vous rétracter, sauf pour les denrées périssables et ce qui est fait pour vous seul. En cas de litige, vous pouvez saisir gratuitement un médiateur de la consommation.
legal-terms-in-be = La garantie légale dure deux ans. Pour un achat à distance, vous avez quatorze jours pour vous rétracter, sauf pour les denrées périssables et ce qui est fait pour vous seul. En cas de litige, vous pouvez saisir le Service de médiation pour le consommateur.
legal-terms-in-ca = La loi de votre province sur la protection du consommateur s’applique à votre achat ; au Québec, c’est la Loi sur la protection du consommateur, et l’Office de la protection du consommateur vous renseigne.
legal-terms-in-ma = La loi 31-08 protège le consommateur. Pour un achat à distance, vous avez sept jours pour vous rétracter, sauf pour ce qui se détériore vite et ce qui est fait pour vous seul.
legal-privacy-in-fr = L’autorité de protection des données est la CNIL, à Paris.
legal-privacy-in-be = L’autorité est l’Autorité de protection des données, à Bruxelles.
legal-privacy-in-ca = Vous pouvez vous adresser au Commissariat à la protection de la vie privée du Canada ; au Québec, à la Commission d’accès à l’information.
legal-privacy-in-ma = L’autorité est la CNDP, à Rabat ; la loi 09-08 protège vos données.
