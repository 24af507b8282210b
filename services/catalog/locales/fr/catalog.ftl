nav-products = Produits
nav-store = Vitrine
store = Boutique

# Stock
left-in-stock = Il en reste { $n }
stock-in = En stock
stock-low = Plus que { $n }
stock-out = Épuisé

# Shop
price-from = dès { $price }
price-was = Prix précédent :
add-to-cart = Ajouter au panier
added-to-cart = Ajouté au panier
quantity = Quantité
all-products = Tous
categories = Catégories
search-in = Chercher chez { $store }
nothing-found = Rien ne correspond
nothing-found-text = Essayez un autre mot ou retirez un filtre.
new-products = Nouveautés
see-all = Tout voir
stores = Boutiques
store-open = Prend les commandes
store-breaks = En pause
stores-selling = Ils vendent déjà ici
products-count = { $n ->
        [one] { $n } produit
       *[other] { $n } produits
    }
no-stores = Les premières boutiques arrivent
no-stores-text = Dès qu'une boutique publie un produit, il apparaît ici.
store-paused = Cette boutique fait une pause
store-paused-text = Elle ne prend pas de commande pour le moment.

# Merchant
add-product = Ajouter un produit
add-first-product = Ajouter votre premier produit
no-products = Aucun produit pour l'instant
no-products-text = Ajoutez un produit à la main ou importez votre catalogue depuis un fichier CSV.
import = Importer
search-products = Chercher un produit, un SKU…
choose = Choisir { $product }
column-product = Produit
column-status = État
column-price = Prix
column-stock = Stock
column-category = Catégorie
status-published = En vente
status-draft = Brouillon
status-sold-out = Épuisé
stock-of = Stock de { $product }
save-stock = Enregistrer le stock
stock-refused = Le stock de { $product } n'a pas été changé
stock-refused-text = Des commandes en cours ont déjà promis plus d'unités que cela.
publish = Mettre en vente
unpublish = Retirer de la vente
save = Enregistrer
save-and-publish = Enregistrer et mettre en vente
save-draft = Enregistrer le brouillon
view-in-shop = Voir en boutique
read-only = Lecture seule
read-only-text = Votre rôle permet de voir ce produit et d'ajuster son stock depuis la liste.
optional = facultatif
done-saved = Enregistré
done-created = Produit créé
done-published = Mis en vente
done-unpublished = Retiré de la vente
done-removed = Supprimé
done-stock = Stock enregistré
done-nothing = Rien n'a changé

# Product form
form-errors = Quelques points à corriger
form-about = Le produit
form-title = Nom
form-description = Description
form-category = Catégorie
form-brand = Marque ou producteur
form-tags = Mots-clés
form-tags-hint = Séparés par des virgules
form-tax = TVA
tax-standard = Taux normal
tax-reduced = Taux réduit
tax-zero = Sans taxe
form-variants = Prix, stock et options
form-option = Option { $n }
form-options-hint = Par exemple Taille ou Couleur. Laissez vide si le produit n'existe qu'en une version, puis ajoutez une variante par combinaison.
variant-number = Variante { $n }
variant-remove = Supprimer cette variante
add-variant = Ajouter une variante
form-price = Prix TTC
form-compare-at = Prix barré
form-stock = Stock
form-sku = SKU (référence)
form-barcode = Code-barres
form-photo = Photo
form-photo-hint = JPEG, PNG ou WebP, 10 Mo au plus
form-translations = Traductions
form-translations-note = Sans traduction, le texte de la boutique est montré.

# Categories and search words
categories-lead = Le classement de vos produits dans la boutique. Les clients voient les catégories qui ont des produits.
category-top = Au premier niveau
category-name = Nom
category-parent = Fait partie de
category-add = Ajouter la catégorie
category-new = Nouvelle catégorie
category-up = Monter { $name }
category-down = Descendre { $name }
category-order = Ordre
no-categories = Aucune catégorie pour l’instant
no-categories-text = Créez la première ici, ou écrivez une catégorie sur un produit : elle apparaît d’elle-même.
category-depth = Une catégorie a au plus { $n } niveaux.
category-remove = Supprimer
category-remove-hint = Ses produits passent à la catégorie au-dessus.
category-keep-hint = Elle pourra être supprimée quand il n’y aura plus rien en dessous.
synonyms = Mots de recherche
synonyms-lead = Des mots qui veulent dire la même chose pour vos clients : qui cherche l’un trouve les produits de tous.
synonym-terms = Mots équivalents
synonym-terms-hint = Séparés par des virgules, par exemple : tajine, tagine, طاجين
synonym-remove = Supprimer
synonym-add = Ajouter ces mots
synonym-new = Nouveau groupe de mots
no-synonyms = Aucun mot de recherche pour l’instant
no-synonyms-text = Ajoutez les mots que vos clients emploient et qui ne figurent pas sur vos produits.
corrected = Rien ne correspond exactement : voici les résultats pour « { $words } ».
form-category-hint = Les niveaux sont séparés par >, par exemple Épicerie > Thé. Ce qui n’existe pas encore est créé.

# Store
store-lead = Ce que vos clients voient de votre boutique.
store-shown = Visible
store-hidden = Masquée
store-coming = Votre boutique arrive
store-coming-text = Créez une boutique, ou attendez quelques secondes si vous venez de le faire.
form-paused = Boutique en pause
form-paused-hint = Les produits restent visibles, mais personne ne peut commander.
address-line = Adresse
address-postcode = Code postal
address-locality = Ville
address-country = Pays (code à deux lettres)

# Import
import-lead = Un fichier CSV au format de Souk ou une exportation de produits Shopify. Les bons produits entrent, les autres sont nommés ligne par ligne.
import-new = Nouvel import
import-before = Imports précédents
import-none = Aucun import
import-none-text = Vos fichiers et leurs résultats apparaîtront ici.
import-file = Fichier
import-file-hint = CSV, 32 Mo au plus. Un produit avec une ligne fausse est refusé en entier ; réimporter met à jour sans doublon.
import-send = Importer le fichier
import-good = Importés
import-created = Nouveaux
import-updated = Mis à jour
import-refused = Refusés
import-when = Quand
import-running = En cours
import-done = Terminé
import-done-partly = Terminé, avec des refus
import-progress = { $done } produits sur { $total }
import-look-again = Actualiser
import-errors = { $n ->
        [one] { $n } erreur
       *[other] { $n } erreurs
    }
import-errors-note = Les 100 premières ; toutes sont dans le fichier.
import-download = Télécharger les erreurs
import-line = Ligne
import-column = Colonne
import-reason = Raison
import-value = Valeur
import-row-too-long = La ligne a plus de cellules que l'en-tête : un séparateur ou un guillemet de trop ?
import-row-unreadable = La ligne ne se lit pas

# Problems
problem-module-off = Le catalogue est désactivé
    .detail = Il a été mis en pause par l’équipe. Rien n’est perdu.
problem-sold-out = Il n'y en a plus assez
problem-store-closed = Cette boutique ne prend pas de commande pour le moment
problem-hold-differs = Cette réservation existe avec d'autres lignes
problem-hold-ended = Cette réservation est terminée
problem-hold-allocated = Une commande a déjà pris cette réservation
problem-stock-promised = { $promised } unités sont promises à des commandes
problem-category-not-empty = D’autres catégories se trouvent sous celle-ci
problem-variant-in-use = Une variante retirée a encore des unités promises à des commandes
problem-if-match-needed = L'en-tête If-Match avec l'ETag lu est nécessaire
problem-catalog-loading = Le catalogue se charge, un instant

# Fields
field-sold-out = Il n'y en a plus assez
field-variant-unknown = Cette variante n'est pas en vente
field-control-characters = Retirez les caractères invisibles
field-too-many = Il y en a trop
field-option-twice = Deux options ont le même nom
field-language-twice = Une langue est donnée deux fois
field-variant-missing = Il faut au moins une variante avec un prix
field-option-values-count = Donnez une valeur pour chaque option
field-variant-twice = Deux variantes ont les mêmes valeurs d'options
field-sku-taken = Ce SKU appartient déjà à un autre article
field-price-missing = Donnez un prix, par exemple 12,50
field-price-wrong = Ce n'est pas un prix ; écrivez par exemple 12,50
field-price-ambiguous = Milliers ou décimales ? Écrivez 1234,00 ou 1,23
field-price-negative = Un prix ne peut pas être négatif
field-price-too-high = Ce prix est trop élevé
field-compare-at-low = Le prix barré doit être plus haut que le prix
field-stock-wrong = Écrivez un nombre entier, zéro ou plus
field-stock-one-number = Donnez soit on_hand, soit change
field-stock-promised = Des commandes ont déjà promis plus d'unités
field-lines-count = De 1 à 100 lignes
field-line-twice = Cette ligne est donnée deux fois
field-quantity-range = De 1 à 100 000
field-ttl-range = De 30 à 86 400 secondes
field-country-wrong = Deux lettres, par exemple FR
field-category-sign = Un nom ne peut pas contenir >
field-category-taken = Une catégorie voisine porte déjà ce nom
field-category-too-many = Vous avez atteint le nombre maximal de catégories
field-category-unknown = Cette catégorie n’existe pas
field-category-into-itself = Une catégorie ne peut pas se trouver sous elle-même
field-category-too-deep = Trop de niveaux
field-category-place = De 0 à 1 000
field-synonym-no-word = Ceci ne contient aucun mot
field-synonym-alone = Donnez au moins deux mots différents
field-point-wrong = Ce point n'est pas sur la Terre
field-import-empty = Choisissez un fichier qui contient des produits
field-import-columns = L'en-tête doit nommer au moins un titre et un prix (Title et Variant Price chez Shopify)
field-import-too-many = Au plus { $most } produits par fichier
