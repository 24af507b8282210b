#!/usr/bin/env python3
"""Writes a product CSV in Souk's own format: products.py [COUNT] [HOT] > products.csv

COUNT ordinary products (10,000) and HOT hot ones (0) with 10 pieces each. Every product has one variant, a category,
a brand, a 36-word description and stock; each of the five words of TERMS stands in about a fifth of the descriptions.
The same arguments give the same file.
"""
import csv
import random
import sys

TERMS = ["artisanal", "robuste", "naturel", "festif", "compact"]
KINDS = ["Bougie", "Lampe", "Panier", "Tasse", "Carafe", "Coussin", "Plateau", "Tablier", "Carnet", "Savon", "Huile",
         "Confiture", "Vase", "Miroir", "Tapis", "Chaise", "Bol", "Assiette", "Couteau", "Planche"]
COLOURS = ["ambre", "bleu nuit", "crème", "doré", "écru", "fauve", "gris perle", "indigo", "jade", "kaki", "lilas",
           "miel", "noir", "ocre", "pêche", "rouge", "sable", "turquoise", "vert d'eau", "zinc"]
PLACES = ["Lisbonne", "Marseille", "Porto", "Séville", "Tanger", "Tunis", "Gênes", "Naples", "Athènes", "Izmir"]
WORDS = ("fabriqué atelier petite série matière choisie main détail finition soignée usage quotidien maison table jardin "
         "cadeau souvenir famille cuisine salon lumière chaleur couleur forme ligne équilibre poids tenue durée confort "
         "toucher grain nuance éclat reflet saison marché place ruelle colline rivage").split()
BRANDS = [f"Maison {name}" for name in ("Abeille", "Bruyère", "Cigale", "Doriane", "Estran", "Figuier", "Garrigue",
                                        "Horizon", "Iris", "Jasmin", "Kermès", "Lavande", "Mistral", "Nacre", "Olivier")]
CATEGORIES = ["Cuisine", "Table", "Décoration", "Textile", "Bien-être", "Papeterie", "Épicerie", "Jardin"]


def rows(count, hot):
    pick = random.Random(36)
    for n in range(count):
        title = f"{pick.choice(KINDS)} {pick.choice(COLOURS)} de {pick.choice(PLACES)} n° {n}"
        term = [TERMS[pick.randrange(len(TERMS))]]
        text = " ".join(term + pick.sample(WORDS, 35))
        yield [f"article-{n:05d}", title, text, pick.choice(CATEGORIES), pick.choice(BRANDS),
               f"{pick.randrange(190, 19000) / 100:.2f}", 100000]
    for n in range(hot):
        yield [f"vedette-{n:02d}", f"Vedette {n}", "Dix pièces seulement", "Décoration", "Maison Rare", "49.00", 10]


if __name__ == "__main__":
    numbers = [int(a) for a in sys.argv[1:]] + [10000, 0][len(sys.argv) - 1:]
    out = csv.writer(sys.stdout)
    out.writerow(["handle", "title", "description", "category", "brand", "price", "stock"])
    out.writerows(rows(*numbers))
