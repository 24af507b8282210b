# What ops says.
nav-health = Santé
nav-dead-letters = Échecs
nav-timeline = Chronologie
nav-modules = Modules
nav-events = Journal
nav-audit = Actions

# Modules by name; others are called what they call themselves
module-gateway = Passerelle
module-storefront = Vitrine
module-identity = Identité
module-catalog = Catalogue
module-orders = Commandes
module-reservations = Ventes en direct
module-whatsapp = WhatsApp
module-ops = Exploitation

# Words
on = Activé
off = Désactivé
light-green = Fonctionne
light-amber = À regarder
light-red = En panne
silent = Ne répond pas
silent-text = Il n’a pas répondu depuis le démarrage : on ne sait pas s’il est indispensable. Il pourra être arrêté quand il aura répondu.
unknown = Inconnu
required = indispensable
tenant = Commerce
reason = Raison
reason-hint = Elle reste dans l’historique, avec votre nom.
any = Tous
filter = Filtrer
data = Contenu
choose = Choisir { $what }
form-wrong = Vérifiez ces points
column-module = Module
column-state = État
column-tenants = Exceptions
column-last = Dernière décision
column-type = Fait
column-about = Objet
column-attempts = Essais
column-error = Dernière erreur
column-gave-up = Abandonné
column-when = Quand
column-correlation = Corrélation
column-who = Qui
column-did = Action
column-target = Sur quoi
column-outcome = Résultat

# Health board
health-title = Santé des modules
health-lead = Actualisé toutes les trois secondes.
health-looked = Regardé
health-all-well = Tout fonctionne
health-waits = Tout fonctionne ; { $count } échecs attendent une décision
health-red = { $count ->
        [one] Un module est en panne
       *[other] { $count } modules sont en panne
    }
checks-fine = Tous les contrôles sont bons
count-outbox = À envoyer
count-inbox = À traiter
count-parked = En attente du module
count-dead = Échecs
count-timers = Minuteurs échus
count-timers-dead = Minuteurs en échec
since-seconds = depuis { $seconds } s

# Home
home-modules = Modules qui fonctionnent
home-not-looked = Pas encore regardé
home-off = Interrupteurs sur arrêt
home-off-note = plateforme et commerces
home-decisions = Dernières décisions
dead-none = Rien n’attend
dead-look = À rejouer ou à classer

# Module switches
modules-title = Modules
modules-lead = Chaque module peut être arrêté pour tous ou pour un commerce. L’effet se voit en quelques secondes.
modules-none = Aucun module configuré
modules-none-text = Le réglage ops.modules nomme les modules de cette installation.
never-switched = Jamais changé
tenants-off = { $count } sur arrêt
module-lead = Qui a décidé quoi, quand et pourquoi.
switch-platform = Pour tous
switch-off-means = À l’arrêt, ses pages répondent « désactivé », ses menus disparaissent et les faits qui lui arrivent attendent. Rien n’est perdu.
switch-on-means = En marche, ses pages et menus reviennent et les faits qui attendaient sont traités dans l’ordre.
switch-off-all = Arrêter pour tous
switch-on-all = Remettre en marche
switch-off = Arrêter
switch-on = Mettre en marche
switch-tenant = Pour un commerce
switch-tenant-note = Un module arrêté pour tous l’est aussi ici.
switch-tenants = Commerces avec leur propre interrupteur
tenants-none = Aucune exception
tenants-none-text = Tous les commerces suivent le réglage général.
switched = C’est décidé. L’effet se voit en quelques secondes.
required-text = { $module } est indispensable : la plateforme ne fonctionne pas sans.

# Dead letters
dead-title = Échecs
dead-lead = Ce que les modules n’ont pas pu traiter, regroupé par cause. Rejouer rend le fait au seul module qui a échoué.
dead-empty = Aucun échec
dead-empty-text = Chaque fait reçu a été traité, ou le sera au prochain essai.
dead-silent = Ces modules ne répondent pas, leurs échecs manquent ici
dead-cut = Il y en a davantage que ce qui est affiché
dead-replay = Rejouer la sélection
dead-archive = Classer la sélection
dead-replay-all = { $count ->
        [one] Rejouer
       *[other] Rejouer les { $count }
    }
dead-archive-all = Tout classer
dead-replayed = { $count } rendus à leur module
dead-archived = { $count } classés
dead-failed = { $module } ne répond pas : rien n’a été fait

# Timeline
timeline-title = Chronologie
timeline-lead = Toute une histoire, du premier fait au dernier, à travers les modules.
timeline-field = Numéro de commande ou identifiant
timeline-hint = Un numéro de commande, un identifiant, une corrélation, un message de Twilio (SM…), code@session, un téléphone avec son indicatif, ou une cause comme 63016.
timeline-search = Retrouver
timeline-none = Rien de connu sous ce nom
timeline-none-text = Vérifiez le numéro. Les faits trop anciens sont retirés du journal.
timeline-several = Plusieurs commandes portent ce numéro : laquelle ?
timeline-of = L’histoire
timeline-of-order = Commande { $number }
timeline-count = { $count } faits
timeline-cut = L’histoire est plus longue que ce qui est affiché
timeline-silent = { $module } n’a pas dit ce qu’il sait : réessayez dans un instant.
step-received = Un message est arrivé
step-asked = Un message a été demandé
step-attempt = Une tentative d’envoi
step-status = Où il en est

# Facts by type; others are shown by their wire name
event-orders-order-placed-v1 = Commande passée
event-orders-order-accepted-v1 = Commande acceptée
event-orders-order-rejected-v1 = Commande refusée
event-orders-order-preparing-v1 = En préparation
event-orders-order-ready-v1 = Prête
event-orders-order-completed-v1 = Remise au client
event-orders-order-cancelled-v1 = Commande annulée
event-orders-order-delayed-v1 = Retardée
event-orders-order-departed-v1 = Partie en livraison
event-orders-order-reduced-v1 = Articles retirés
event-identity-tenant-saved-v1 = Commerce enregistré
event-identity-store-saved-v1 = Boutique enregistrée
event-identity-membership-changed-v1 = Droits d’une personne changés
event-identity-guest-merged-v1 = Visiteur connecté
event-ops-module-switched-v1 = Module activé ou arrêté
event-catalog-stock-changed-v1 = Stock changé
event-catalog-product-published-v1 = Produit mis en vente
event-catalog-product-unpublished-v1 = Produit retiré de la vente
event-catalog-hold-expired-v1 = Réservation de stock expirée

# Event log
events-title = Journal des faits
events-lead = Chaque fait de la plateforme, du plus récent au plus ancien.
events-none = Aucun fait
events-none-text = Rien ne correspond à ces filtres, ou rien ne s’est encore passé.

# Record of actions
audit-title = Actions des opérateurs
audit-lead = Qui a fait quoi, quand et pourquoi.
audit-none = Aucune action
audit-none-text = Chaque arrêt, remise en marche, rejeu ou classement sera noté ici.
did-switch-off = Arrêté
did-switch-on = Remis en marche
did-replay = Rejoué
did-archive = Classé

# Problems and field errors
problem-module-unknown = Ce module n’existe pas ici
problem-module-required = { $module } ne peut pas être arrêté : la plateforme ne fonctionne pas sans
problem-module-silent = { $module } ne répond pas
field-tenant-unknown = Un identifiant de commerce commence par ten_

# Availability and replays
column-cause = Cause
column-first = Premier
column-consumer = Consommateur
column-progress = Avancement
percent = { $n } %
availability-hour = 1 h
availability-day = 24 h
availability-month = 30 j
availability-hours = Disponibilité, heure par heure
dead-sample = Un exemple
dead-sample-note = Le plus ancien du groupe
replay = Rejeu
replays = Rejeux
replay-of = Rejeu n° { $id }
replay-title = Rejouer le groupe
replay-note = L’ensemble est figé à cet instant : ce qui échouera plus tard n’en fera pas partie.
replay-rate = Par minute
replay-pace = { $rate } par minute
replay-canary = Essai sur
replay-canary-hint = Après tant de faits, le rejeu attend votre accord. 0 : il n’attend pas.
replay-stop-at = Arrêt à (% d’échecs)
replay-stop-at-hint = Quand tant des faits rejoués échouent encore, le rejeu s’arrête de lui-même, à partir du cinquième.
replay-gave-up = Trop de faits ont encore échoué : le rejeu s’est arrêté
replay-gave-up-text = Les autres n’ont pas été rejoués. Corrigez la cause, puis lancez un nouveau rejeu.
replay-under-way = Un rejeu de cette cause est en cours.
replay-look = Le voir
replay-progress = { $sent } sur { $total } rendus
replay-gone = Dont { $count } qui n’étaient plus en échec : rien ne leur a été fait.
replay-waits = Les { $count } premiers sont rendus
replay-waits-text = Regardez ci-dessous ce qu’ils sont devenus, puis continuez ou arrêtez.
replay-silent = Le module ne répond pas ; le rejeu réessaie
replay-go-on = Continuer
replay-stop = Arrêter
replay-became = Ce qu’ils sont devenus
replay-handled = Traités
replay-untried = Pas encore essayés
replay-failing = Ont échoué, seront réessayés
replay-dead = De nouveau abandonnés
replay-unknown = Le module ne répond pas : on ne sait pas ce qu’ils sont devenus
replay-state-running = En cours
replay-state-waiting = Attend votre accord
replay-state-stopped = Arrêté
replay-state-done = Terminé
audit-words = Texte
audit-since = Du
audit-until = Au

# More actions, problems and field errors
did-look-begin = Consultation commencée
did-trace = A suivi un message
did-look-end = Consultation terminée
did-intervene = Intervention sur une commande
did-replay-begin = Rejeu lancé
did-replay-go-on = Rejeu poursuivi
did-replay-stop = Rejeu arrêté
problem-replay-open = Un rejeu de cette cause est en cours
problem-replay-empty = Il n’y a plus rien à rejouer pour cette cause
problem-replay-state = Ce rejeu n’en est plus là
field-rate-range = Entre 1 et 6000
field-canary-range = Un nombre entier à partir de 0
field-percent-range = Un nombre entier de 1 à 100
field-pace-range = Entre 1 et 600
field-day-unreadable = Écrivez un jour, par exemple 2026-11-22

# Activity
nav-activity = Activité
activity-title = Activité de la plateforme
activity-lead = Les 30 derniers jours, comptés dans le journal des faits. Jours en UTC.
activity-placed = Commandes passées
activity-ended = Dont annulé ou refusé
activity-ended-of = dont { $count } annulées ou refusées depuis
activity-merchants = Commerces qui ont vendu
activity-stores = Boutiques qui ont vendu
activity-opened = Nouveaux commerçants
activity-per-day = Commandes par jour
activity-day = { $day } : { $placed }, dont { $ended } annulées ou refusées
activity-sums = Montants
activity-sum = Montant
activity-reduced = Retiré depuis
activity-refunded = Remboursé
activity-currency = Monnaie
activity-none = Aucune commande
activity-none-text = Les commandes des commerces seront comptées ici.
nav-problems = Non arrivés
queue-title = Non arrivés
queue-lead = Messages et fichiers de tous les marchands qui attendent quelqu’un, les plus anciens d’abord.
queue-silent = Le module qui les a ne répond pas : réessayez dans un instant.
queue-empty = Rien n’attend
queue-empty-text = Tout est arrivé, ou quelqu’un s’en est occupé.
queue-all = Tout ce qui peut être réessayé
queue-pace = Combien par minute
queue-retry = Réessayer
queue-discard = Mettre de côté
queue-why = Pourquoi c’est bien ainsi
queue-attempts = { $count } essais
queue-retried = { $count } réessayés
queue-discarded = { $count } mis de côté
did-retry-messages = A réessayé des messages
did-discard-messages = A mis des messages de côté
field-too-many = Il y en a trop
problem-kind-media-not-attached = Un fichier n’a pas été récupéré
problem-kind-no-template = Pas de modèle approuvé
problem-kind-window-closed = Plus d’un jour depuis son message
problem-kind-auth-20003 = Twilio refuse le jeton
problem-kind-template-paused = Un modèle est suspendu
problem-kind-sender-offline = Le numéro est hors ligne
problem-kind-send-failed = Non envoyé
problem-next-media-not-attached = Réessayez ; en cas d’échec, demandez à la cliente de renvoyer la photo.
problem-next-no-template = Le marchand saisit un modèle approuvé pour ce texte, puis réessayez.
problem-next-window-closed = Le marchand saisit un modèle approuvé, ou attend que la cliente écrive.
problem-next-auth-20003 = Le marchand remplace le jeton du compte sur la page WhatsApp.
problem-next-template-paused = Le marchand saisit un autre modèle pour ce texte.
problem-next-sender-offline = Voyez chez Twilio pourquoi le numéro est hors ligne ; ses messages partent à son retour.
problem-next-send-failed = Cherchez le code ; réessayez quand sa cause a disparu, sinon mettez de côté.
