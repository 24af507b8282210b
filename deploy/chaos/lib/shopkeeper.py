"""Opens the shop that everybody orders from: one product, more pieces than anybody wants. Writes its variant down."""
import bench
import shop


def main():
    owner, store = shop.merchant("shopkeeper@souk.example")
    shop.call("POST", "/v1/users", {"email": "operator@souk.example", "password": shop.PASSWORD,
                                    "display_name": "Operator", "language": "fr"})
    made = shop.call("POST", "/v1/catalog/products", {"store_id": store, "title": "Pomme", "published": True,
                                                      "variants": [{"price": 60, "stock": 100_000}]}, owner)
    shop.until(lambda: shop.call("GET", "/v1/products")["items"], 30, "show the product")
    shop.write("variant", [made["variants"][0]["id"]])


if __name__ == "__main__":
    main()
