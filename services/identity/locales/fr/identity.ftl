# Navigation
nav-stores = Points de vente
nav-team = Équipe
nav-profile = Profil
nav-sessions = Appareils
nav-security = Sécurité
nav-keys = Clés d’API
nav-merchants = Commerçants
nav-consents = Messages
nav-opt-ins = Accords
nav-privacy = Vie privée
nav-erasures = Effacements

# Common words
email = Adresse e-mail
password = Mot de passe
password-new = Nouveau mot de passe
password-current = Mot de passe actuel
password-hint = 10 caractères au moins. Une phrase fait très bien l’affaire.
password-change = Changer le mot de passe
password-changed = Mot de passe changé. Vos autres appareils sont déconnectés.
display-name = Votre nom
language = Langue
country = Pays
currency = Devise
currency-hint = Elle ne change plus ensuite.
city = Ville
timezone = Fuseau horaire
save = Enregistrer
saved = Enregistré
cancel = Annuler
actions = Actions
sign-out = Se déconnecter
go-home = Aller à l’accueil
form-wrong = Vérifiez ces points

# Signing in
login-title = Se connecter
login-submit = Se connecter
login-forgot = Mot de passe oublié ?
login-new = Pas encore de compte ?
login-verified = Adresse confirmée. Vous pouvez vous connecter.
login-reset = Mot de passe changé. Connectez-vous avec le nouveau.

# Signing up
signup-title = Créer un compte
signup-lead = Un compte pour acheter et pour vendre.
signup-submit = Créer mon compte
signup-known = Déjà un compte ?
signup-sent-title = Regardez vos e-mails
signup-sent-lead = Nous vous avons envoyé un lien pour confirmer votre adresse.
signup-sent-none = Rien reçu ? Regardez dans les indésirables, ou demandez un nouveau lien.
verify-title = Confirmer votre adresse
verify-lead = Un clic et c’est fait.
verify-submit = Confirmer mon adresse
verify-again = Envoyer un nouveau lien
verify-spent = Si vous avez déjà confirmé, connectez-vous. Sinon, demandez un nouveau lien.

# A forgotten password
forgot-title = Mot de passe oublié
forgot-lead = Nous vous envoyons un lien pour en choisir un nouveau.
forgot-submit = Envoyer le lien
forgot-sent-title = Regardez vos e-mails
forgot-sent-lead = Si un compte existe pour cette adresse, le lien est en route. Il sert une fois, pendant 30 minutes.
reset-title = Nouveau mot de passe
reset-lead = Tous vos appareils seront déconnectés.
reset-submit = Enregistrer le mot de passe
reset-again = Demander un nouveau lien

# Profile and devices
profile-person = Vous
profile-password = Mot de passe
sessions-lead = Les appareils où vous êtes connecté. Déconnectez ceux que vous ne reconnaissez pas.
session-device = Appareil
session-seen = Dernière activité
session-state = État
session-current = Cet appareil
session-end = Déconnecter
session-end-others = Déconnecter tous les autres
session-browser = navigateur
session-api = application
device-unknown = Appareil inconnu

# Second factor and confirmation
security-lead = Ce qui protège votre compte, à part le mot de passe.
login-again = Recommencer la connexion
factor-title = Code à la connexion
factor-lead = Ouvrez votre application de codes et saisissez le code à six chiffres.
factor-note = Après le mot de passe, votre téléphone donne un code qui change toutes les 30 secondes.
factor-code = Code
factor-code-hint = Six chiffres, ou un code de secours.
factor-on = Activé
factor-off = Désactivé
factor-codes-left = Codes de secours restants : { $count }
factor-begin = Activer
factor-remove = Désactiver
factor-removed = Le code n’est plus demandé.
factor-setup = Relier votre téléphone
factor-setup-note = Photographiez l’image avec une application de codes, par exemple Aegis, FreeOTP ou Google Authenticator.
factor-picture = Image à photographier avec l’application de codes
factor-key = Sans appareil photo, saisissez cette clé :
factor-first = Le code que l’application montre maintenant.
factor-finish = Vérifier et activer
factor-codes = Codes de secours
factor-codes-note = Chacun remplace une fois le téléphone. Notez-les maintenant : ils ne seront plus montrés.
factor-codes-kept = Je les ai notés
confirm-title = C’est bien vous ?
confirm-lead = Ce que vous faites est important : confirmez avec votre mot de passe.
confirm-submit = Confirmer

# Passkeys
passkeys-title = Clés d’accès
passkeys-note = Connectez-vous avec votre empreinte, votre visage ou le code de votre appareil : ni mot de passe, ni code à saisir.
passkey-name = Nom
passkey-name-hint = L’appareil qui la garde, par exemple « Mon téléphone ».
passkey-add = Ajouter une clé d’accès
passkey-added = Clé d’accès ajoutée. Vous pouvez désormais vous connecter avec elle.
passkey-remove = Retirer
passkey-removed = Clé d’accès retirée. Supprimez-la aussi sur votre appareil.
passkey-used = Dernière utilisation
passkey-unused = Jamais utilisée
passkey-sign-in = Se connecter avec une clé d’accès
passkey-confirm = Confirmer avec une clé d’accès
passkey-failed = Cela n’a pas marché. Réessayez, ou utilisez votre mot de passe.
passkey-script = Les clés d’accès ont besoin de JavaScript : activez-le dans votre navigateur.

# Onboarding and stores
onboarding-title = Ouvrez votre boutique
onboarding-lead = Trois réponses, et vous ajoutez votre premier produit.
onboarding-submit = Ouvrir ma boutique
onboarding-shop = Je veux seulement acheter
shop-name = Nom de la boutique
stores-lead = Chaque point de vente a son adresse web, sa devise et sa vitrine.
store-address = Adresse web
store-new = Un point de vente de plus
store-add = Ajouter le point de vente
slug-hint = Lettres minuscules sans accent, chiffres et tirets. Les anciens liens ne marcheront plus.

# All shops of a person
shops-title = Toutes mes boutiques
shops-lead = Ce qui se passe aujourd’hui dans chacune, et ce qui vous attend.
shops-none = Aucune boutique
shops-none-text = Ouvrez une boutique ou acceptez une invitation : elle apparaîtra ici.
shops-open = Y aller
shops-more = Autres boutiques

# Team
team-lead = Qui travaille ici, et ce que chacun peut faire.
members = Membres
member = Membre
member-state = État
member-active = Actif
member-suspended = Suspendu
member-suspend = Suspendre
member-activate = Réactiver
member-remove = Retirer
member-leave = Quitter l’équipe
role = Rôle
role-owner = Propriétaire
role-manager = Gérant
role-seller = Vendeur
role-agent = Agent
invite = Inviter
invite-title = Inviter quelqu’un
invite-note = La personne reçoit un lien par e-mail, valable sept jours.
invitations = Invitations en attente
invitations-none = Aucune invitation en attente
invitations-none-text = Les invitations envoyées restent ici jusqu’à leur réponse.
invitation-until = Valable jusqu’au
invitation-revoke = Retirer
invitation-title = Une invitation pour vous
invitation-lead = { $shop } vous invite dans son équipe : { $role }.
invitation-accept = Accepter l’invitation
invitation-other-title = Cette invitation est pour une autre adresse
invitation-other = Connectez-vous avec { $email } pour l’accepter.

# Keys of programs
keys-lead = Pour vos programmes : caisse, comptabilité, site. Une clé n’ouvre que ce que vous choisissez.
keys-none = Aucune clé
keys-none-text = Créez-en une pour chaque programme, et retirez-la quand il ne sert plus.
key-name = Nom
key-name-hint = Le programme qui s’en sert, par exemple « Caisse ».
key-access = Accès
key-used = Dernier usage
key-unused = Jamais
key-until = Valable jusqu’au
key-life = Durée
key-for-ever = Sans limite
key-days = { $days } jours
key-new = Nouvelle clé
key-new-note = La clé agit en votre nom dans cette boutique. Si vous quittez l’équipe, elle cesse de fonctionner.
key-make = Créer la clé
key-made = Clé créée
key-made-note = Copiez-la maintenant : elle ne sera plus montrée.
key-revoke = Retirer
area-catalog = Catalogue
area-orders = Commandes
area-payments = Paiements
area-reservations = Live
area-whatsapp = WhatsApp
access-none = Aucun accès
access-read = Lire
access-write = Lire et modifier

# Merchants, for operators
merchants-lead = Qui vend ici, et qui attend d’être admis.
merchants-none = Aucun commerçant
merchants-none-text = Essayez un autre nom ou un autre état.
merchant-name = Nom
merchant-state = État
merchant-since = Créé le
merchant-people = Personnes dans l’équipe
merchant-why = Motif de la suspension
merchant-find = Chercher
merchant-decide = Décider
merchant-reason = Motif
merchant-reason-hint = Il reste au registre. En cas de suspension, l’équipe du commerçant le lit.
merchant-approve = Admettre
merchant-refuse = Refuser
merchant-suspend = Suspendre
merchant-reinstate = Rétablir
merchant-record = Décisions
merchant-record-none = Rien n’a encore été décidé
merchant-when = Quand
merchant-operator = Opérateur
tenant-any = Tous
tenant-pending = En attente
tenant-active = Actif
tenant-suspended = Suspendu
shop-pending = { $shop } attend d’être admis
shop-pending-text = Préparez votre boutique dès maintenant : elle sera visible dès que la plateforme l’aura admise.
shop-suspended = { $shop } est suspendu
shop-suspended-text = Motif : { $reason }. Vos clients ne voient plus la boutique ; vos données sont gardées. Écrivez à la plateforme pour en parler.

# Consents
consents-lead = Choisissez qui peut vous écrire, et pour quoi. Vous pouvez changer d’avis à tout moment.
consents-note = Ce qui n’est pas coché n’est pas envoyé.
consents-agreed = Vous avez dit oui à :
consent-shop = Boutique
consent-choose = Choisir
consent-platform = Souk, la plateforme
consent-order-whatsapp = Commandes par WhatsApp
consent-marketing-whatsapp = Offres par WhatsApp
consent-marketing-email = Offres par e-mail
consent-order-whatsapp-text = Je veux recevoir par WhatsApp des nouvelles de mes commandes.
consent-marketing-whatsapp-text = Je veux recevoir des offres par WhatsApp.
consent-marketing-email-text = Je veux recevoir des offres par e-mail.
consent-phone = Numéro WhatsApp
consent-phone-hint = Avec l’indicatif du pays, par exemple +33 6 12 34 56 78.
opt-ins-lead = Les clients qui ont accepté vos messages, avec la preuve de chaque accord.
opt-ins-note = Exportez la liste juste avant un envoi : qui change d’avis n’y est plus.
consents-export = Exporter (CSV)

# Taking back what was agreed to at a checkout
opt-out-title = Offres de { $store }
opt-out-lead = Vous avez accepté, en commandant :
opt-out-submit = Tout arrêter
opt-out-done = C’est fait. La boutique ne vous écrira plus, sauf au sujet de vos commandes.
opt-out-none = Vous n’avez aucun accord en cours avec cette boutique.
opt-out-home = Aller à l’accueil

# Erasure
privacy-lead = Vos données vous appartiennent.
data-title = Mes données
data-note = Tout ce que la plateforme garde de vous, en un fichier.
data-take = Télécharger
erase-title = Effacer mon compte
erase-note = Vous avez { $days } jours pour changer d’avis. Ensuite, c’est définitif.
erase-gone = Seront effacés : votre nom, vos adresses, vos numéros, vos paniers, vos appareils et vos accès.
erase-stays = Restent, sans votre nom : les montants des commandes, que la loi oblige à garder, et la preuve de vos accords.
erase-ask = Effacer mon compte
erase-waits = Votre compte sera effacé le
erase-waits-note = Jusque-là, tout fonctionne comme avant.
erase-undo = Garder mon compte
erase-undone = Votre compte reste.
erasures-lead = Qui a demandé à être effacé, et quels modules ont répondu.
erasures-none = Aucune demande
erasures-none-text = Les demandes faites dans les comptes apparaissent ici.
erasure-who = Personne
erasure-asked = Demandé le
erasure-answers = Réponses (lignes)
erasure-when = Échéance ou fin
erasure-requested = Demandé
erasure-undone = Annulé
erasure-running = En cours
erasure-done = Terminé

# The demo mailbox
mailbox-title = Boîte aux lettres de démonstration
mailbox-open = Ouvrir la boîte de démonstration
mailbox-note = Ici aucun serveur de messagerie n’est réglé : les messages arrivent dans cette boîte.
mailbox-demo = Démonstration
mailbox-demo-text = Aucun message n’est vraiment envoyé. Tout le monde peut lire cette page ; elle disparaît quand un serveur de messagerie est réglé.
mailbox-empty = Aucun message
mailbox-empty-text = Créez un compte : le message de confirmation arrive ici.
mail-subject = Objet
mail-to = Pour
mail-at = Reçu

# Mails
mail-signature = Souk
mail-verify-subject = Confirmez votre adresse
mail-verify-text =
    Bienvenue sur Souk !

    Confirmez votre adresse par ce lien, valable { $hours } heures :
    { $link }

    Vous n’avez pas créé de compte ? Ne faites rien.
mail-known-subject = Vous avez déjà un compte
mail-known-text =
    Quelqu’un, peut-être vous, a voulu créer un compte avec cette adresse. Il existe déjà : connectez-vous ici.
    { $link }

    Ce n’était pas vous ? Ne faites rien.
mail-reset-subject = Votre nouveau mot de passe
mail-reset-text =
    Choisissez un nouveau mot de passe par ce lien. Il sert une fois, pendant { $minutes } minutes :
    { $link }

    Vous n’avez rien demandé ? Ne faites rien, votre mot de passe ne change pas.
mail-changed-subject = Votre mot de passe a changé
mail-changed-text =
    Le mot de passe de votre compte vient de changer, et vos autres appareils sont déconnectés.

    Ce n’était pas vous ? Choisissez-en un nouveau tout de suite :
    { $link }
mail-stolen-subject = Une de vos connexions a été coupée
mail-stolen-text =
    Une clé de connexion déjà utilisée est revenue : quelqu’un l’a peut-être copiée. Par prudence, nous avons déconnecté cet appareil.

    Vérifiez vos appareils et, en cas de doute, changez de mot de passe :
    { $link }
mail-factor-subject = Le code à la connexion est désactivé
mail-factor-text =
    Votre compte ne demande plus de code à la connexion.

    Ce n’était pas vous ? Choisissez tout de suite un nouveau mot de passe :
    { $link }
mail-passkey-added-subject = Une clé d’accès a été ajoutée
mail-passkey-added-text =
    La clé d’accès « { $name } » permet désormais de se connecter à votre compte.

    Ce n’était pas vous ? Retirez-la et choisissez tout de suite un nouveau mot de passe :
    { $link }
mail-passkey-removed-subject = Une clé d’accès a été retirée
mail-passkey-removed-text =
    La clé d’accès « { $name } » ne permet plus de se connecter à votre compte.

    Ce n’était pas vous ? Vérifiez tout de suite la sécurité de votre compte :
    { $link }
mail-passkey-copied-subject = Une clé d’accès a été refusée
mail-passkey-copied-text =
    La clé d’accès « { $name } » a été refusée : il en existe peut-être une copie.

    Par précaution, retirez-la et ajoutez-en une nouvelle :
    { $link }
mail-erasure-subject = Votre compte sera effacé
mail-erasure-text =
    Vous avez demandé l’effacement de votre compte. Il a lieu dans { $days } jours.

    Vous avez changé d’avis, ou ce n’était pas vous ? Gardez votre compte ici :
    { $link }
mail-invitation-subject = { $shop } vous invite
mail-invitation-text =
    { $shop } vous invite dans son équipe sur Souk : { $role }.

    Répondez par ce lien, valable { $days } jours :
    { $link }

# Problems
problem-credentials-wrong = L’adresse ou le mot de passe n’est pas juste
problem-login-throttled = Trop d’essais
    .detail = Réessayez dans { $minutes } min, ou choisissez un nouveau mot de passe.
problem-email-unverified = Confirmez d’abord votre adresse
    .detail = Ouvrez le lien que nous vous avons envoyé.
problem-passkey-refused = Cette clé d’accès n’a pas été acceptée
    .detail = Essayez-en une autre, ou utilisez votre mot de passe.
problem-passkey-known = Cette clé d’accès est déjà dans votre liste
problem-challenge-over = Trop de temps a passé
    .detail = Recommencez.
problem-second-factor-required = Un code est demandé
    .detail = Envoyez aussi le code de votre application, ou un code de secours.
problem-second-factor-on = Le code à la connexion est déjà activé
problem-ticket-over = Trop de temps a passé
    .detail = Saisissez de nouveau votre mot de passe.
problem-erasure-open = L’effacement est déjà demandé
problem-session-unknown = Votre session est finie
problem-refresh-refused = Votre session est finie
    .detail = Connectez-vous de nouveau.
problem-link-spent = Ce lien ne marche plus
    .detail = Il a déjà servi ou il est trop ancien.
problem-invitation-spent = Cette invitation ne marche plus
    .detail = Elle a déjà servi, a été retirée ou est trop ancienne. Demandez-en une nouvelle.
problem-invitation-other-email = Cette invitation est pour une autre adresse
problem-team-full = Il n’y a plus de place dans cette équipe
    .detail = Parlez-en à la personne qui vous a invité ; l’invitation reste valable.
problem-invitation-over = Cette invitation n’est plus en attente
problem-member-changed = Ce membre vient d’être modifié
    .detail = Rechargez la page.
problem-last-owner = Il faut garder un propriétaire
    .detail = Nommez d’abord quelqu’un d’autre propriétaire.
problem-tenant-status = C’est déjà le cas
problem-slug-taken = Cette adresse web est déjà prise
problem-sign-in-busy = Beaucoup de monde se connecte en ce moment
    .detail = Réessayez dans un instant.

# Fields
field-code-wrong = Ce code n’est pas le bon, ou a déjà servi
field-passkey-wrong = Cette clé d’accès n’a pas été acceptée
field-passkey-unreadable = La réponse de l’appareil est illisible
field-days-range = De 1 à 366 jours
field-phone-wrong = Écrivez le numéro avec l’indicatif du pays, par exemple +33612345678
field-password-short = Au moins 10 caractères
field-password-long = 128 caractères au plus
field-password-contains-email = Le mot de passe ne doit pas contenir votre adresse
field-password-common = Trop facile à deviner : prenez une petite phrase
field-password-wrong = Ce n’est pas votre mot de passe actuel
field-slug-wrong = 3 à 60 lettres minuscules sans accent, chiffres ou tirets
field-country-wrong = Code du pays en deux lettres, par exemple FR
field-currency-wrong = Code de la devise en trois lettres, par exemple EUR
field-timezone-wrong = Nom d’un fuseau horaire, par exemple Europe/Paris

# Countries
country-fr = France
country-be = Belgique
country-ch = Suisse
country-lu = Luxembourg
country-ca = Canada
country-ma = Maroc
country-dz = Algérie
country-tn = Tunisie
country-sn = Sénégal
country-ci = Côte d’Ivoire
country-cm = Cameroun
country-eg = Égypte
country-ae = Émirats arabes unis
country-sa = Arabie saoudite
country-es = Espagne
country-mx = Mexique
country-pt = Portugal
country-br = Brésil
country-gb = Royaume-Uni
country-ie = Irlande
country-us = États-Unis
country-de = Allemagne
country-it = Italie
country-nl = Pays-Bas

# Operators look at what others see, and step in
nav-impersonations = Voir comme
look-lead = Voyez ce que voit un commerçant ou un client, pour l’aider. Rien ne peut être modifié.
look-merchant = Voir comme ce commerçant
look-customer = Voir comme un client
look-note = Pendant 15 minutes, en lecture seule. Les propriétaires ou la personne sont prévenus par e-mail, avec le motif.
look-begin = Commencer
look-reason-hint = Les personnes concernées le lisent.
look-tenant = Commerçant
look-person = E-mail ou identifiant
look-person-hint = L’adresse d’un compte, ou usr_…
look-whose = Vu
look-ended = Fin
look-open = en cours
look-record = Ce qui a été vu
look-none = Rien encore
look-none-text = Chaque consultation restera ici, avec son motif.
look-told = Chaque début et chaque fin sont notés dans les actions des opérateurs.
field-person-unknown = Personne n’a cette adresse
field-person-operator = C’est un opérateur de la plateforme
field-one-of-two = Choisissez un commerçant ou une personne, pas les deux
problem-browser-needed = Connectez-vous dans un navigateur
problem-impersonation-open = Vous regardez déjà une autre vue
mail-looked-at-subject = La plateforme consulte votre espace
mail-looked-at-text =
    Un opérateur de la plateforme voit pendant { $minutes } minutes ce que vous voyez, sans rien pouvoir modifier.

    Motif : { $reason }

    Une question ? Écrivez à la plateforme.
mail-stock-subject = Bientôt épuisé : { $first }
mail-stock-text =
    Ces produits sont descendus au seuil que vous avez fixé :
    { $list }

    Réapprovisionnez, ou changez les seuils :
    { $link }
mail-intervened-subject = La plateforme est intervenue sur la commande { $number }
mail-intervened-text =
    La plateforme est intervenue sur la commande { $number }. Ce qui a été fait et pourquoi :
    { $link }

# Plans
nav-plan = Formule
plan-lead = Votre formule : { $plan }.
plan-free = Gratuite
plan-pro = Pro
plan-unlimited = Sans limite
plan-use = Utilisation
plan-what = Élément
plan-used = Utilisé
plan-limit = Limite
plan-no-limit = sans limite
plan-full = complet
plan-more = Besoin de plus ? Écrivez à la plateforme.
plan-without = Cette formule ne comprend pas : { $modules }
plan-give = Donner cette formule
plan-record = Changements de formule
problem-quota-reached = Votre formule en permet { $limit } au plus
    .detail = Libérez une place, ou demandez une autre formule à la plateforme.
problem-plan-unchanged = Cette formule est déjà la sienne
problem-plan-changed-meanwhile = La formule a changé entre-temps
