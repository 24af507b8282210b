//! Files as merchants really send them.
use souk_events::Currency;

use super::*;
use crate::domain::tax::TaxClass;

fn parse(text: &str) -> Parsed {
    read(text.as_bytes(), Currency::EUR, 1_000).unwrap()
}

const SHOPIFY: &str = "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price,Variant Compare At Price,Variant Taxable,Image Src,Status\n";

#[test]
fn rows_of_one_handle_are_one_product() {
    let parsed = parse(&format!(
        "{SHOPIFY}the-vert,Thé vert,\"<p>Récolte\nde printemps</p>\",Palais,Boissons > Thé,\"bio, thé\",TRUE,Poids,100 g,TV-100,5,12.50,15.00,true,http://x/1.jpg,active\n\
         the-vert,,,,,,,,250 g,TV-250,3,\"1.234,50\",,true,http://x/2.jpg,\n\
         the-vert,,,,,,,,,,,,,,http://x/3.jpg,\n\
         sel,Sel,,,,,FALSE,Title,Default Title,,,2,2,false,,active\n"
    ));
    assert_eq!(parsed.errors, []);
    let tea = &parsed.products[0];
    assert_eq!((tea.handle.as_str(), tea.line, tea.lines.as_slice()), ("the-vert", 2, &[2, 4][..]));
    assert_eq!(tea.product.description, "Récolte de printemps");
    assert_eq!((tea.product.category.as_str(), tea.product.brand.as_str()), ("Boissons > Thé", "Palais"));
    assert_eq!(tea.product.options, ["Poids"]);
    let prices: Vec<_> = tea.product.variants.iter().map(|v| (v.price, v.compare_at, v.stock)).collect();
    assert_eq!(prices, [(1250, Some(1500), Some(5)), (123_450, None, Some(3))]);
    let salt = &parsed.products[1];
    assert_eq!(
        (salt.published, salt.product.tax_class, salt.product.options.len()),
        (Some(false), TaxClass::Zero, 0)
    );
}

#[test]
fn one_wrong_row_refuses_its_product_and_no_other() {
    let parsed = parse(&format!(
        "{SHOPIFY}a,A,,,,,,Taille,S,,1,10,,,,\na,,,,,,,,M,,1,gratuit,,,,\nb,B,,,,,,,,,x,5,,,,\nc,C,,,,,,,,,1,5,,,,\nd,,,,,,,,,,1,5,,,,\n"
    ));
    assert_eq!(parsed.products.iter().map(|p| p.handle.as_str()).collect::<Vec<_>>(), ["c"]);
    let errors: Vec<_> =
        parsed.errors.iter().map(|e| (e.line, e.field.as_str(), e.code.as_str(), e.value.as_str())).collect();
    assert_eq!(
        errors,
        [
            (3, "Variant Price", "price_wrong", "gratuit"),
            (4, "Variant Inventory Qty", "stock_wrong", "x"),
            (6, "Title", "required", ""),
        ]
    );
    assert_eq!(parsed.refused, 3);
}

#[test]
fn marks_separators_and_old_encodings_are_understood() {
    let own = "titre;prix;stock;title_en\nThé à la menthe;4,50;3;Mint tea\n";
    let expected = parse(own).products;
    assert_eq!(expected[0].product.variants[0].price, 450);
    assert_eq!(expected[0].product.translations[0].title, "Mint tea");
    assert_eq!(parse(&format!("\u{feff}{own}")).products, expected);
    let latin: Vec<u8> = own.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert_eq!(read(&latin, Currency::EUR, 10).unwrap().products, expected);
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(own.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(read(&wide, Currency::EUR, 10).unwrap().products, expected);
    assert_eq!(parse(&own.replace(';', "\t")).products, expected);
}

#[test]
fn a_sku_belongs_to_one_product() {
    let twice = parse("handle,title,price,sku\na,A,1,X\nb,B,1,X\n");
    assert_eq!(
        (twice.products.len(), twice.errors[0].line, twice.errors[0].code.as_str()),
        (1, 3, "sku_taken")
    );
    let parsed = parse("handle,title,price,sku\na,A,1,X\nb,B,1,X\na,A,1,X\n");
    assert_eq!(parsed.products.iter().map(|p| p.handle.as_str()).collect::<Vec<_>>(), ["b"]);
    let codes: Vec<_> = parsed.errors.iter().map(|e| (e.line, e.code.as_str())).collect();
    assert!(codes.contains(&(4, "sku_taken")) && codes.contains(&(4, "variant_twice")), "{codes:?}");
}

#[test]
fn files_without_products_are_refused_whole() {
    assert_eq!(read(b"", Currency::EUR, 9), Err(Unreadable::Empty));
    assert_eq!(read(b"title,price\n", Currency::EUR, 9), Err(Unreadable::Empty));
    assert_eq!(read(b"a,b\n1,2\n", Currency::EUR, 9), Err(Unreadable::Columns));
    assert_eq!(read(b"title,price\nA,1\nB,2\n", Currency::EUR, 1), Err(Unreadable::TooMany));
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
        let _ = read(&bytes, Currency::EUR, 100);
    }
    #[test]
    fn any_cells_are_survived(cells in proptest::collection::vec("\\PC{0,12}", 0..40)) {
        let mut text = SHOPIFY.to_owned();
        for row in cells.chunks(6) {
            text.push_str(&row.join(","));
            text.push('\n');
        }
        let parsed = read(text.as_bytes(), Currency::EUR, 1_000);
        if let Ok(parsed) = parsed {
            let lines = text.lines().count() + 1;
            proptest::prop_assert!(parsed.errors.iter().all(|e| usize::try_from(e.line).unwrap() <= lines + 1));
        }
    }
}
