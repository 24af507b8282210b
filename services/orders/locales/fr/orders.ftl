# Textes des commandes, en français.

# Navigation
nav-board = Commandes
nav-orders = Mes commandes

# Words of several screens
order = Commande
store = Boutique
state = État
when = Quand
total = Total
total-title = Récapitulatif
see-all = Tout voir
undo = Annuler le retrait
tax-included = dont taxes
tax-included-note = Les prix comprennent les taxes.
label-name = Nom
label-phone = Téléphone
label-email = E-mail
label-note = Message à la boutique

# Cart
cart-title = Votre panier
cart-pieces = articles dans le panier
cart-empty = Votre panier est vide
cart-empty-more = Ajoutez ce qui vous fait envie : vous payez au retrait.
cart-look-around = Parcourir les boutiques
cart-added = { $what } est dans votre panier
cart-added-one = Ajouté au panier
cart-removed = Article retiré.
cart-remove = Retirer { $what }
cart-update = Mettre à jour
cart-quantity-of = Quantité de { $what }
cart-to-store = Voir la boutique
cart-checkout = Commander
cart-orders-per-store = Chaque boutique prépare sa propre commande.
cart-adjust = Ajustez les articles signalés pour continuer.
cart-no-total = Le total ne peut pas être calculé : un article n'est plus vendu, ou les boutiques vendent en devises différentes.
cart-no-prices = Les prix ne sont pas disponibles pour le moment
cart-no-prices-more = Votre panier est gardé. Réessayez dans un instant.
stock-none = Épuisé
stock-only = Plus que { $n }

# Checkout
checkout-title = Commander
checkout-wrong = Vérifiez ces points
checkout-line-wrong = { $what } : { $why }
checkout-contact = Vos coordonnées
checkout-contact-why = La boutique ne les regarde que pour votre commande.
checkout-how = Retrait et paiement
checkout-pickup = Retrait en boutique
checkout-asap = Dès que possible
checkout-asap-more = Vous suivez la préparation en direct.
checkout-payment = Paiement
checkout-on-site = Payer sur place
checkout-on-site-more = Au moment du retrait.
checkout-place = Passer la commande
checkout-place-total = Passer la commande · { $total }

# Own orders
orders-title = Vos commandes
orders-lead = Ce que vous avez commandé, et où cela en est.
orders-empty = Aucune commande
orders-empty-more = Vos commandes apparaîtront ici.
orders-placed = Vos commandes sont passées
order-title = Commande { $number }
order-placed = Commande passée
order-cancel = Annuler la commande
order-cancelled = Commande annulée
lines-title = Contenu
facts-title = Détails
fact-how = Retrait
fact-pay = Paiement
fact-placed = Passée le
steps-title = Avancement
status-placed = En attente de la boutique
status-accepted = Acceptée
status-preparing = En préparation
status-ready = Prête
status-completed = Remise
status-rejected = Refusée
status-expired = Sans réponse
status-cancelled = Annulée
next-placed = { $store } a jusqu'à { $time } pour répondre.
next-accepted = { $store } a accepté et commence bientôt.
next-preparing = { $store } prépare votre commande.
next-ready = C'est prêt : passez la chercher.
next-completed = Bonne dégustation, et à bientôt.
next-rejected = { $store } n'a pas pu prendre la commande. Rien n'est à payer.
next-expired = { $store } n'a pas répondu à temps. Rien n'est à payer.
next-cancelled = La commande est annulée. Rien n'est à payer.
payment-awaiting = À payer sur place
payment-paid = Payée
payment-none = Rien à payer
what-placed = Commande passée
what-accepted = Acceptée
what-preparing = Préparation commencée
what-ready = Prête
what-completed = Remise et payée
what-rejected = Refusée
what-cancelled = Annulée
actor-customer = par le client
actor-merchant = par la boutique
actor-system = automatiquement
actor-platform = par la plateforme
reason-title = Raison
reason-sold-out = Un article est épuisé
reason-too-busy = Trop de commandes en ce moment
reason-closing = La boutique ferme
reason-customer-asked = À la demande du client
reason-mistake = Erreur dans la commande
reason-other = Autre raison
reason-timeout = Pas de réponse à temps

# Board
board-title = Commandes
board-lead = Les nouvelles commandes arrivent ici toutes seules.
column-new = Nouvelles
column-new-empty = Rien de nouveau. Une commande sonne quand elle arrive.
column-preparing = En préparation
column-preparing-empty = Rien à préparer.
column-ready = Prêtes
column-ready-empty = Rien n'attend son client.
column-done = Terminées aujourd'hui
column-done-empty = Rien de terminé aujourd'hui.
do-accept = Accepter
do-reject = Refuser
do-start = Commencer
do-ready = C'est prêt
do-complete = Remettre et encaisser
do-cancel = Annuler la commande
done-accept = { $number } acceptée
done-reject = { $number } refusée
done-start = { $number } en préparation
done-ready = { $number } est prête
done-complete = { $number } remise
done-cancel = { $number } annulée
next-title = La suite
history-title = Historique
contact-title = Client
contact-why = Chaque consultation est notée. Pourquoi en avez-vous besoin ?
contact-noted = Cette consultation est notée.
purpose-handover = Remettre la commande
purpose-question = Poser une question
purpose-problem = Régler un problème
tile-waiting = Commandes en attente
tile-waiting-now = Répondez avant la fin du délai
tile-working = En cours
tile-today = Encaissé aujourd'hui
tile-last-week = { $amount } à la même heure la semaine dernière

# Problems
problem-sold-out = Il n'en reste pas assez
    .detail = Rien n'a été commandé et votre panier est gardé.
problem-store-closed = La boutique ne prend pas de commandes en ce moment
    .detail = Votre panier est gardé.
problem-price-changed = Le prix a changé
    .detail = Le total est maintenant de { $total }. Vérifiez et confirmez à nouveau.
problem-mixed-currencies = Ces boutiques vendent en devises différentes
    .detail = Commandez dans une devise à la fois.
problem-cart-empty = Le panier est vide
problem-cart-full = Le panier est plein
problem-cart-changed = Le panier a changé entre-temps
    .detail = Vérifiez-le et recommencez.
problem-catalog-unavailable = Les prix ne sont pas disponibles pour le moment
    .detail = Rien n'est perdu : votre panier est gardé. Réessayez dans un instant.
problem-order-moved-on = La commande a avancé entre-temps
    .detail = Cette action n'est plus possible.
problem-contact-erased = Ces coordonnées ont été effacées
problem-purpose-needed = Indiquez un motif, en minuscules
problem-if-match-unreadable = If-Match doit être une version entre guillemets

# Fields
field-quantity-range = Entre 1 et 99
field-phone-wrong = Saisissez un numéro de téléphone, par exemple 06 12 34 56 78
field-sold-out = Il n'en reste pas assez
field-not-available = Indisponible pour le moment
