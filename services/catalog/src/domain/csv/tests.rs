//! Files as merchants really send them.
use souk_events::Currency;

use super::*;
use crate::domain::{
    hours::WeeklyInput,
    kind::{EveryInput, ProductKind, Unit},
    product::{ProductInput, TextInput, VariantInput},
    tax::TaxClass,
    window::WindowInput,
};

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

/// Texts with what files and spreadsheets trip over.
const TEXT: &str = "[a-cé=+'@0-9<>&;,\"|/.-]([a-cé =+'@0-9<>&;,\"|/\n.-]{0,12}[a-cé0-9>\"'])?";

/// Price, how much more it is compared with, SKU, barcode, stock, stock when the file was written.
type Sold = (i64, Option<i64>, String, String, i64, Option<i64>);

fn products() -> impl proptest::strategy::Strategy<Value = ImportProduct> {
    use proptest::{collection::vec, option, prelude::*};
    let variant = (0i64..99_999, option::of(1i64..500), TEXT, TEXT, 0i64..500, option::of(0i64..500));
    let texts = (TEXT, TEXT, "[a-cé]{1,5}( > [a-c=]{1,4})?", TEXT, vec(TEXT, 0..4), option::of((TEXT, TEXT)));
    let window = (vec((1u8..8, 0u8..12), 0..4), any::<bool>());
    let offered = (0usize..4, vec((1i64..9, TEXT), 1..3), 1i32..52, window);
    (texts, vec(variant, 1..4), vec(TEXT, 0..3), any::<bool>(), 0usize..3, offered).prop_map(
        |(texts, variants, modifiers, published, tax, offered)| {
            let (title, description, category, brand, tags, english) = texts;
            let several = variants.len() > 1;
            let stock_was = variants.iter().map(|v| v.5).collect();
            let low = Some(variants.iter().map(|v| v.1).collect());
            let variant = |(i, v): (usize, Sold)| VariantInput {
                id: None,
                values: if several { vec![format!("{}{i}", v.2)] } else { Vec::new() },
                sku: format!("{}-{i}", v.2),
                barcode: v.3,
                price: v.0,
                compare_at: v.1.map(|more| v.0 + more),
                stock: Some(v.4),
            };
            let said = |(title, description)| TextInput { language: souk_kit::Lang::En, title, description };
            let (kind, parts, number, (times, dated)) = offered;
            let kind = ProductKind::ALL[kind];
            let named = |(quantity, name)| NamedPart { quantity, name };
            let parts = (kind == ProductKind::Bundle).then(|| parts.into_iter().map(named).collect());
            // Odd hours on each day, so that none overlap.
            let mut weekly: Vec<WeeklyInput> = Vec::new();
            for (weekday, hour) in times {
                let (from, to) = (format!("{:02}:30", hour * 2), format!("{:02}:15", hour * 2 + 1));
                let row = WeeklyInput { weekday, from, to };
                weekly.extend((!weekly.contains(&row)).then_some(row));
            }
            let until = if dated { "2026-12-24".parse().ok() } else { None };
            let window = WindowInput { weekly, from: None, until };
            let input = ProductInput {
                title,
                description,
                category,
                brand,
                tags,
                tax_class: TaxClass::ALL[tax],
                options: if several { vec!["Taille".to_owned()] } else { Vec::new() },
                variants: variants.into_iter().enumerate().map(variant).collect(),
                translations: english.map(said).into_iter().collect(),
                option_translations: None,
                modifier_groups: None,
                featured: None,
                kind: Some(kind),
                parts: None,
                duration_minutes: (kind == ProductKind::Service).then_some(number),
                every: (kind == ProductKind::Plan).then_some(EveryInput { unit: Unit::Week, count: number }),
                availability: Some(window),
            };
            let product = crate::domain::product::Product::check(input).unwrap().get().clone();
            let (handle, modifiers) = ("p-1".to_owned(), Some(modifiers));
            let (line, lines, published) = (0, Vec::new(), Some(published));
            let unsaid = Unsaid::default();
            ImportProduct {
                handle,
                line,
                lines,
                product,
                published,
                stock_was,
                low,
                unsaid,
                modifiers,
                parts,
            }
        },
    )
}

fn file(said: &ImportProduct, style: write::Style) -> Vec<u8> {
    let mut rows = vec![write::header()];
    rows.extend(write::rows(said, Currency::EUR, style));
    write::bytes(&rows, style).unwrap()
}

proptest::proptest! {
    #[test]
    fn what_is_written_is_read_back_to_the_letter(said in products()) {
        for style in [write::Style::Comma, write::Style::Semicolon] {
            let bytes = file(&said, style);
            let parsed = read(&bytes, Currency::EUR, 10).unwrap();
            proptest::prop_assert_eq!(&parsed.errors, &Vec::new());
            let back = ImportProduct { line: 0, lines: Vec::new(), ..parsed.products[0].clone() };
            proptest::prop_assert_eq!(&back, &said);
            proptest::prop_assert_eq!(file(&back, style), bytes);
        }
    }
}

#[test]
fn a_file_that_was_written_counts_from_what_was_there() {
    let parsed = parse("handle,title,price,stock,stock_was\na,A,1,8,5\nb,B,1,8,\n");
    let [a, b] = parsed.products.as_slice() else { panic!("two products") };
    assert_eq!(
        (a.counted(0, 5), a.counted(0, 8)),
        (Count::Units(8), Count::Nothing),
        "sent twice, it counts once"
    );
    assert_eq!((a.counted(0, 3), b.counted(0, 3)), (Count::Moved, Count::Units(8)));
}

#[test]
fn a_file_with_some_of_the_columns_about_times_says_nothing_of_the_others() {
    let known = parse("handle,title,price,available,available_until\na,A,1,mon 12:00-14:00,2026-12-24\n");
    let read = |text: &str| parse(text).products[0].clone();
    let until = read("handle,title,price,available_until\na,A,1,2027-01-01\n");
    let filled = until.filled(&known.products[0]).product.availability.unwrap();
    assert_eq!((filled.weekly.len(), filled.from, filled.until), (1, None, "2027-01-01".parse().ok()));
    let cleared = read("handle,title,price,available\na,A,1,\n").filled(&known.products[0]);
    let cleared = cleared.product.availability.unwrap();
    assert_eq!((cleared.weekly.len(), cleared.until), (0, "2026-12-24".parse().ok()));
    let silent = read("handle,title,price\na,A,1\n");
    assert!(silent.product.availability.is_none() && silent.low.is_none());
    assert_eq!(read("handle,title,price,low_stock\na,A,1,3\n").low, Some(vec![Some(3)]));
}
