# What reservations says. Messages to customers and sellers stand in the texts of whatsapp.
said-available = { $count ->
        [one] Il en reste un.
       *[other] Il en reste { $count }.
    }
said-taken = Déjà réservé : la file est ouverte.
said-paused = en pause
said-resumed = reprise
said-removed = retiré de la vente
said-next = Au suivant : { $who }.
said-free = Il est libre.

# What is missing, in a reminder
todo-size = Il manque ta taille.
todo-address = Il manque ton adresse.
todo-confirm = Réponds OUI pour confirmer.

# Why a seller's command is not done; goes on after "Impossible : "
blocked-no-live = il n’y a pas de live en cours.
blocked-unknown = { $code } n’existe pas.
blocked-sold = il est déjà vendu.
blocked-held = { $held } déjà réservé(s). Ajoute ! à la fin pour passer outre.
blocked-sizes = ses tailles ne le permettent pas.
blocked-piece = c’est une pièce unique : envoie SUPPR pour la retirer.
blocked-price = le prix doit être supérieur à zéro.
blocked-nobody = personne ne le tient.

# Refusals
problem-reservation-moved-on = Cette réservation a changé entre-temps
problem-hold-not-extended = Cette réservation ne peut pas être prolongée
problem-purpose-needed = Dites pourquoi
problem-person-erased = Cette personne a été effacée

# Why an order was called off
reason-sold-out = articles épuisés
reason-too-busy = trop de demandes
reason-closing = la boutique ferme
reason-customer-asked = à ta demande
reason-mistake = une erreur
reason-other = une autre raison
reason-timeout = sans réponse de la boutique
reason-platform = décision de la plateforme

# Settings, prices and labels
nav-live-settings = Réglages du live
nav-live-prices = Prix et étiquettes du live
live-settings-lead = Comment se passent vos lives. Une réservation en cours garde les règles de son début.
live-prices-lead = Une lettre suffit à donner un prix à un code : A12 coûte le prix de la lettre A.
live-times = Durées
live-queues = Réservations et file d’attente
live-codes = Codes
live-delivery = Livraison
live-ttl-soft-min = Durée d’une réservation (minutes)
live-ttl-locked-min = Durée d’une réservation verrouillée (minutes)
live-reminder-before-min = Rappel avant la fin (minutes)
live-expiry-grace-ms = Marge après la fin (millisecondes)
live-t-inactive-min = Fin du live sans activité (minutes)
live-late-confirm-if-free = Accepter un OUI en retard d’une demi-heure si l’article est encore libre
live-waitlist-enabled = Tenir une file d’attente
live-waitlist-max = Personnes au plus dans une file
live-max-live-holds-per-customer = Réservations au plus par cliente
live-hold-policy = Qui obtient un article en stock
live-partial-fill = S’il n’en reste pas assez
live-unknown-code-policy = Code que vous n’avez pas annoncé
live-currency = Devise
live-delivery-fee = Frais de livraison par commande
live-choice-blocking = La personne qui l’a réservé
live-choice-first-paid-first-served = La première qui confirme
live-choice-strict = Refusé
live-choice-labels = Accepté si son étiquette est imprimée
live-choice-open = Accepté si sa lettre a un prix
live-choice-hold-and-queue = Réserver ce qui reste, le reste en file
live-choice-hold-only = Réserver ce qui reste
live-choice-refuse = Tout mettre en file
live-grid = Prix par lettre
live-prices = Lettres et prix
live-prices-hint = Une par ligne, par exemple : A 15
live-labels = Étiquettes imprimées
live-ranges = Étiquettes
live-ranges-hint = Une série par ligne, par exemple : A 1-100. Le code d’une étiquette est accepté même si vous ne l’avez pas annoncé.
save = Enregistrer
done-saved = C’est enregistré
form-errors = Vérifiez ces champs
field-number-range = Ce nombre est hors limites
field-currency-wrong = Trois lettres majuscules, par exemple EUR
field-letters-wrong = Une à quatre lettres, de A à Z
field-letters-twice = Ces lettres ont déjà un prix
field-amount-range = Le prix doit être supérieur à zéro
field-range-wrong = Le dernier numéro vient après le premier, 9999 au plus
field-lines-wrong = Une de ces lignes est illisible
field-too-many = C’est trop
problem-if-match-needed = Indiquez la version dans If-Match
