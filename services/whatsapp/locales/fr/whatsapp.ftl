# Texts of whatsapp.
nav-whatsapp = WhatsApp
whatsapp-title = WhatsApp
whatsapp-lead = Le numéro de la boutique, les numéros des vendeuses, les textes et les conversations.
whatsapp-number = Numéro de la boutique
whatsapp-none = Aucun numéro n’est connecté.
number-hint = Le numéro WhatsApp qui est enregistré chez Twilio, avec l’indicatif : +33 6 12 34 56 78
account = Compte Twilio (AccountSid)
token = Jeton du compte (AuthToken)
token-hint = Il est gardé chiffré et n’est plus jamais montré.
store = Boutique
connect = Connecter
connected = Connecté
online = En ligne
offline = Hors ligne
offline-why = Twilio n’accepte plus les envois de ce numéro (code { $code }). Les messages attendent. Saisissez le jeton à nouveau.
hook-in = Adresse des messages entrants
hook-status = Adresse des états
hook-hint = À saisir chez Twilio pour ce numéro.
rotate = Remplacer le jeton
address = Numéro
sellers = Numéros des vendeuses
sellers-hint = Depuis ces numéros, on mène le live sur WhatsApp.
seller-label = Nom
seller-phone = Numéro
seller-phone-hint = Laissez vide si le numéro est caché derrière un nom d’utilisateur : un code le relie.
seller-add = Ajouter
seller-remove = Retirer
seller-code = Depuis WhatsApp, envoyer dans les 10 minutes : LIER { $code }
seller-linked = Relié
seller-open = Pas encore relié
seller-ending = se termine par { $ending }
sellers-none = Aucun numéro pour l’instant.
stop = Après un STOP
stop-transactional = Réponses, commandes et paiements seulement
stop-silent = Plus aucun message
save = Enregistrer
done-saved = Enregistré
done-connected = Numéro connecté
done-removed = Numéro retiré
done-sent = Message en route
done-closed = Conversation rendue au bot
done-text = Texte enregistré
done-default = Texte d’origine rétabli
counts = Messages des 24 dernières heures
count-waiting = En attente
count-sent = Envoyés
count-delivered = Remis
count-failed = Échoués
inbox = Conversations
inbox-lead = Celles où quelqu’un de la boutique doit répondre.
inbox-none = Personne n’attend.
inbox-none-text = Quand une cliente écrit VENDEUSE ou que le bot ne comprend pas, sa conversation arrive ici.
unknown-name = Sans nom
reply = Votre réponse
send = Envoyer
close = Rendre au bot
erased = (effacé)
with-media = (fichier joint)
at-place = (position)
texts = Textes
texts-lead = Vos propres mots pour ce que le bot dit. Ce qui est entre accolades est rempli par Souk.
text = Texte
language = Langue
default-text = Texte d’origine
use-default = Rétablir
own = modifié
form-errors = Il faut corriger :
manage-texts = Modifier les textes
open-inbox = Voir les conversations
state-pending = en attente
state-sending = en cours d’envoi
state-accepted = pris par Twilio
state-sent = envoyé
state-delivered = remis
state-read = lu
state-failed = non remis
state-suppressed = retenu
state-stale = trop tard
state-dead = non envoyé
edit = Modifier
simulator = Simulateur
simulator-lead = Essayez un live sans WhatsApp : trois téléphones qui n’existent pas écrivent à la boutique.
simulator-start = Démarrer
simulator-off = Le simulateur est arrêté.
simulator-off-text = Il donne à la boutique un numéro qui n’existe pas. Connecter un vrai numéro le remplace.
simulator-first = Cliente 1
simulator-second = Cliente 2
simulator-seller = Vendeuse
simulator-text = Message
simulator-note = Rien ne sort d’ici : ces numéros n’existent pas.
simulator-refresh = Actualiser
problem-simulator-unheard = L’adresse de la plateforme ne répond pas
problem-number-taken = Ce numéro est déjà connecté
problem-store-has-number = Cette boutique a déjà un numéro
problem-seller-known = Ce numéro est déjà celui d’une vendeuse
problem-window-closed = Plus de 24 heures depuis son dernier message : WhatsApp ne permet plus de répondre librement
problem-opted-out = Cette personne ne veut pas de messages
problem-not-given-up = Ce message n’a pas été abandonné
problem-file-too-large = Le fichier est trop grand
problem-file-not-there = Le fichier n’est pas encore là
problem-signature-wrong = Signature incorrecte
problem-message-sid-missing = Il manque l’identifiant du message
field-token-wrong = Twilio ne reconnaît pas ce compte ou ce jeton
field-phone-wrong = Un numéro avec son indicatif, par exemple +33 6 12 34 56 78
field-account-wrong = AC suivi de 32 chiffres et lettres
field-store-unknown = Cette boutique n’existe pas
field-placeholder-wrong = Seuls les mots entre accolades du texte d’origine peuvent y figurer
field-key-unknown = Ce texte n’existe pas
field-language-unknown = Cette langue n’existe pas
field-policy-unknown = transactional_only ou silent
field-content-sid-wrong = HX suivi de 32 chiffres et lettres

# What is said to contacts: {$name} is filled in, .b1 to .b3 are the buttons.
msg-rsv-held =
    ✅ {$code} est à toi, tu es #1 ! Réservé {$minutes} min. Total : {$total}.
    Envoie ton adresse 📍 puis réponds OUI pour confirmer.
    .b1 = Confirmer
    .b2 = Annuler
msg-rsv-held-known-address =
    ✅ {$code} est à toi, tu es #1 ! Réservé {$minutes} min. Total : {$total}.
    Livraison : {$address}
    Réponds OUI pour confirmer, ou envoie une autre adresse.
    .b1 = Confirmer
    .b2 = Annuler
msg-rsv-multi =
    Voilà pour tes codes :
    {$lines}
    Total réservé : {$total}. Adresse + OUI pour confirmer.
msg-rsv-need-size = {$code} : quelle taille ? {$sizes}
msg-rsv-need-address = Bien noté 👍 Il me manque ton adresse pour {$codes}. Envoie-la en un message ou partage ta position 📍
msg-rsv-recap =
    Récap :
    {$lines}
    Livraison : {$delivery}
    Total : {$total}
    Adresse : {$address}
    Réponds OUI pour confirmer, il te reste {$minutes} min.
    .b1 = Confirmer
    .b2 = Annuler
msg-rsv-already-held = Tu as déjà {$code} ✅ Il te reste {$minutes} min : adresse + OUI pour confirmer.
msg-rsv-partial = Il ne restait que {$held} × {$code} : réservé {$minutes} min. Pour les {$missing} autres, tu es n°{$rank} sur la liste.
msg-rsv-reminder = ⏰ Plus que {$minutes} min pour {$codes}. {$todo}
    .b1 = Confirmer
    .b2 = Annuler
msg-rsv-expired = ⌛ Ta réservation {$code} a expiré. Renvoie {$code} si tu le veux encore.
msg-rsv-cancelled = C'est noté, {$codes} annulé. À bientôt 👋
msg-rsv-released = {$shop} a libéré {$code}. Renvoie {$code} si tu le veux encore.
msg-wl-joined = ⏳ {$code} est déjà réservé. Tu es #{$rank} en file. Je t'écris dès qu'il se libère, rien à faire !
msg-wl-already = Tu es toujours #{$rank} en file pour {$code}.
msg-wl-promoted = 🎉 {$code} s'est libéré, c'est ton tour ! Réservé {$minutes} min. Total : {$total}. Adresse + OUI pour confirmer.
    .b1 = Confirmer
    .b2 = Annuler
msg-wl-full = La file pour {$code} est complète, désolé 🙏
msg-wl-left = C'est noté, tu n'es plus en file pour {$code}.
msg-wl-closed = Le live est terminé et {$codes} est parti. Merci d'avoir participé 🙏
msg-cfm-done =
    🎉 Commande {$order} confirmée !
    {$lines}
    Total : {$total}, paiement à la livraison.
    Je te préviens dès qu'elle part. Merci !
msg-cfm-done-deposit =
    Commande {$order} enregistrée ✅
    {$lines}
    Total : {$total}. Ton acompte est en cours de vérification, je te confirme très vite.
msg-cfm-soldout = Désolé, épuisé 😔 {$code} est parti. Tu es n°{$rank} sur la liste d'attente.
msg-cfm-soldout-nowl = Désolé, {$code} est épuisé 😔
msg-cfm-nothing = Tu n'as rien en attente. Envoie un code (ex. {$example}) pour réserver.
msg-cfm-late-ok = Ta réservation {$code} avait expiré, mais il était encore libre : c'est confirmé 🎉 Commande {$order}, total {$total}.
msg-cfm-partial =
    ✅ Commande {$order} : {$ok}
    ❌ {$failed}
    Total : {$total}.
msg-dep-invite = 💡 Pour bloquer {$codes} {$minutes} min : acompte de {$deposit} ({$instructions}), puis envoie ici la capture. Facultatif, paiement à la livraison possible.
msg-dep-required = Pour {$codes}, un acompte de {$deposit} est demandé ({$instructions}). Envoie la capture ici, il te reste {$minutes} min.
msg-dep-received = 📸 Preuve reçue pour {$target}. C'est bloqué pour toi, {$shop} vérifie.
msg-dep-approved = ✅ Acompte validé pour {$target}. Reste à payer : {$balance}.
msg-dep-rejected = ❌ Preuve refusée pour {$target} : {$reason}. {$next}
msg-dep-which = Cette preuve est pour quelle réservation ? {$options}
msg-dep-no-context = Je n'ai pas de réservation à ton nom pour cette photo. Pour réserver, envoie le code de l'article (ex. {$example}).
msg-dep-refund-due = Ta réservation {$target} a pris fin alors que ton acompte était envoyé. {$shop} te rembourse ou te recontacte.
msg-code-unknown = Je ne trouve pas {$code}. Vérifie l'étiquette : lettre + numéro, ex. {$example}.
msg-code-suggest = Je ne trouve pas {$code}. Tu voulais dire {$suggestion} ? Réponds {$suggestion} pour réserver.
    .b1 = Réserver {$suggestion}
msg-code-ask = {$code} : {$price}. {$availability} Réponds {$code} pour réserver.
msg-code-clarify = Tu veux réserver {$code} ? Réponds juste {$code}.
msg-live-none = Pas de live en cours chez {$shop} pour l'instant. À très vite 👋
msg-order-confirmed = ✅ Ta commande {$order} est confirmée. Total : {$total}.
msg-order-preparing = 📦 Ta commande {$order} est en préparation.
msg-order-out-for-delivery = 🛵 Ta commande {$order} est en route. Prépare {$balance}.
msg-order-delivered = 🎁 Commande {$order} livrée. Merci et à bientôt !
msg-order-cancelled = Ta commande {$order} est annulée : {$reason}.
msg-order-list =
    Tes commandes et réservations :
    {$lines}
msg-order-none = Je ne vois pas de commande à ton nom chez {$shop}. Envoie un code (ex. {$example}) pour réserver.
msg-opt-out = C'est noté, tu ne recevras plus de messages de {$shop}. Seules les infos d'une commande en cours restent possibles. Envoie START pour revenir.
msg-opt-in = Re-bonjour 👋 Tu reçois à nouveau les messages de {$shop}.
msg-opt-hint = (Tu es en STOP : pas de rappel automatique. START pour les réactiver.)
msg-opt-clarify = Tu veux arrêter tous les messages (réponds STOP) ou annuler une réservation (réponds ANNULER {$code}) ?
msg-privacy-first = ℹ️ {$shop} utilise ton contact et ton adresse pour ta commande. STOP pour ne plus recevoir de messages, MES DONNÉES pour y accéder.
msg-gdpr-access = Voici tes données (lien valable {$hours} h) : {$link}
msg-gdpr-erase-confirm = Effacer tes données chez {$shop} ? Réponds EFFACER pour valider.
msg-gdpr-erased = C'est fait : tes données sont effacées. Les pièces comptables obligatoires restent sans ton adresse ni ton numéro.
msg-gdpr-erase-blocked = Ta commande {$order} est encore en cours. J'effacerai tes données dès qu'elle sera terminée.
msg-help-customer =
    Envoie le code de l'article (ex. {$example}), ton adresse, puis OUI.
    ANNULER pour renoncer, MA COMMANDE pour suivre, VENDEUSE pour parler à quelqu'un, STOP pour arrêter.
msg-fallback = Je n'ai pas compris 🙏 Envoie un code (ex. {$example}), OUI, ANNULER ou AIDE.
msg-handoff = Je passe ton message à {$shop}, on te répond ici.
msg-media-unsupported = Je ne lis pas les vocaux ni les vidéos 🙏 Écris le code de l'article (ex. {$example}).
msg-limit-holds = Tu as déjà {$max} réservations en attente. Confirme (OUI) ou annule avant d'en prendre d'autres.
msg-sel-item = ✅ {$code} : {$price}, pièce unique. En vente !
msg-sel-stock = ✅ {$code} × {$qty} : {$price}{$sizes}. Stock enregistré.
msg-sel-duplicate = Code déjà utilisé, choisis un autre ou envoie MODIF {$code} …
msg-sel-photo-ok = 📸 Photo ajoutée à {$code}.
msg-sel-photo-no-code = Envoie d'abord CODE PRIX (ex. A12 25), puis la photo.
msg-sel-no-price = Pas de prix pour la lettre {$letter}. Envoie {$code} PRIX (ex. {$code} 25) ou complète ta grille.
msg-sel-modified = ✏️ {$code} mis à jour : {$changes}.
msg-sel-modify-blocked = Impossible : {$reason}
msg-sel-released = 🔓 {$code} libéré ({$who}). {$next}
msg-sel-release-which =
    Plusieurs réservations sur {$code} :
    {$lines}
    Réponds LIBERE {$code} et le numéro.
msg-sel-stock-report =
    📊 Stock :
    {$lines}
msg-sel-live-on = 🔴 Live ouvert. Vends, je suis.
msg-sel-closed = ⚪ Live terminé : {$orders} commandes, {$amount}, {$expired} expirées, {$proofs} preuves à valider. Liste : {$link}
msg-sel-proof = 📸 Acompte à vérifier {$pid} : {$who}, {$target}, {$deposit}.{$warning}
    .b1 = Valider
    .b2 = Refuser
msg-sel-proof-done = Preuve {$pid} : {$decision}. Client prévenu.
msg-sel-digest = {$minutes} dernières min : {$held} réservés, {$confirmed} confirmés, {$waiting} en file, {$expired} expirés.
msg-sel-help = A12 · A12 25 · S01 x20 · S01 x20 tailles S,M,L · photo · MODIF A12 30 · LIBERE A12 · FILE A12 · STOCK · PREUVES · COMMANDES · LIVE OFF
msg-sel-unknown = Pas compris 🙏 Exemples : A12 25, S01 x20, MODIF A12 30. AIDE pour tout voir.
msg-sel-alert = ⚠️ {$alert}
msg-rsv-cancel-which = Quelle réservation annuler ? {$options} Réponds ANNULER et le code, ou ANNULER TOUT.
msg-live-paused = Le live est en pause chez {$shop}. Renvoie ton code dans un moment 🙏
msg-limit-rate = Ça va un peu vite 🙏 Attends deux minutes, puis renvoie ton dernier message.
msg-free = {$text}
msg-test = Message d’essai de {$shop} : la connexion fonctionne ✅
msg-late-sorry = Désolé, chez {$shop} tes messages nous sont arrivés trop tard 🙏 Rien n'a été réservé. Si tu veux toujours l'article, renvoie son code.
templates-paused = Modèles refusés par Meta
templates-paused-which = Ces modèles ne partent plus : { $list }. Saisissez-en d’autres.
unasked-paused = La limite du jour de Meta est atteinte
unasked-paused-why = Les messages que personne n’a demandés attendent ; les réponses partent.
usage-title = Consommation
usage-lead = Les messages de ce mois et ce qu’ils coûtent à peu près.
usage-estimate = Estimation
usage-class = Sorte
usage-free = Réponses libres
usage-templates = Modèles
usage-cost = Coût
usage-messages = Messages
usage-orders = Commandes confirmées
usage-per-order = Coût par commande
usage-none = Aucun message ce mois-ci.
usage-class-reply = Réponses
usage-class-hold = Réservations
usage-class-payment = Paiements
usage-class-order = Commandes
usage-class-optout = STOP et START
usage-class-seller = Vendeuses
steps = Mise en route
step-number = Numéro connecté
step-seller = Numéro d’une vendeuse ajouté
step-write = Depuis ce téléphone, écrire au numéro
step-arrived = Message d’essai reçu
channel-status = État chez Twilio :
try-number = Envoyer un message d’essai
done-tried = Message d’essai envoyé
problem-nobody-wrote = Écrivez d’abord au numéro depuis le téléphone d’une vendeuse
field-number-not-yours = Ce compte Twilio n’a pas ce numéro
problems-title = Messages non arrivés
problems-lead = Ceux des 30 derniers jours dont personne ne s’est encore occupé.
problems-none = Tout est arrivé
problems-none-text = Aucun message n’attend qu’on s’en occupe.
cause-no-template = Aucun modèle approuvé, plus de 24 heures après le dernier message
cause-erased = Le contenu a été effacé
cause-unknown = Cause inconnue
cause-twilio = Refusé par Twilio (code { $code })
attempts = { $count } essais
to-conversation = Voir la conversation
discard-why = Raison
try-again = Réessayer
discard = Mettre de côté
done-retried = Nouvel essai en cours
done-discarded = Mis de côté
done-already = C’était déjà fait.
list-choose = Choisir
field-too-many = Il y en a trop
