//! Migrations can be taken back and done again, and the code's idea of the tables is the database's.
use std::{collections::BTreeMap, path::Path};

use souk::sources;
use souk_kit::migrate::{migrate, revert_all};
use souk_outbox::Conn;
use souk_testkit::TestDb;

use crate::sql;

/// Everything that makes up a schema, one line each.
async fn dump(conn: &mut Conn, schema: &str) -> Vec<String> {
    let sql = format!(
        "WITH t AS (SELECT c.* FROM pg_class c WHERE c.relnamespace = '{schema}'::regnamespace
                    AND c.relname <> '__diesel_schema_migrations'
                    AND c.relname <> '__diesel_schema_migrations_pkey')
         SELECT concat_ws(' ', 'class', relkind::text, relname, relrowsecurity::text, relforcerowsecurity::text,
                relacl::text, relowner::regrole::text) AS line FROM t
         UNION ALL SELECT concat_ws(' ', 'column', t.relname, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod),
                a.attnotnull::text, a.attidentity::text, pg_get_expr(d.adbin, d.adrelid), a.attacl::text)
             FROM t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
             LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum WHERE t.relkind IN ('r', 'p')
         UNION ALL SELECT concat_ws(' ', 'constraint', t.relname, c.conname, pg_get_constraintdef(c.oid))
             FROM t JOIN pg_constraint c ON c.conrelid = t.oid
         UNION ALL SELECT concat_ws(' ', 'index', pg_get_indexdef(t.oid)) FROM t WHERE t.relkind = 'i'
         UNION ALL SELECT concat_ws(' ', 'policy', tablename, policyname, roles::text, cmd, qual, with_check)
             FROM pg_policies WHERE schemaname = '{schema}'
         UNION ALL SELECT concat_ws(' ', 'function', pg_get_functiondef(p.oid), p.proacl::text)
             FROM pg_proc p WHERE p.pronamespace = '{schema}'::regnamespace
         UNION ALL SELECT concat_ws(' ', 'trigger', pg_get_triggerdef(g.oid))
             FROM pg_trigger g JOIN t ON g.tgrelid = t.oid WHERE NOT g.tgisinternal
         ORDER BY 1"
    );
    sql::lines(conn, &sql).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_migration_can_be_taken_back_and_done_again() {
    let db = TestDb::new(sources).await;
    for source in sources() {
        let module = source.module;
        let again = || sources().into_iter().find(|s| s.module == module).unwrap();
        let before = dump(&mut db.admin(module).await, module).await;
        assert!(!before.is_empty(), "{module} has tables");
        revert_all(&db.admin_url(), again()).await.unwrap_or_else(|e| panic!("{module} down: {e:#}"));
        let nothing = dump(&mut db.admin(module).await, module).await;
        assert!(nothing.is_empty(), "{module}: down leaves\n{}", nothing.join("\n"));
        migrate(&db.admin_url(), &db.settings(), again())
            .await
            .unwrap_or_else(|e| panic!("{module} up again: {e:#}"));
        let after = dump(&mut db.admin(module).await, module).await;
        let lost: Vec<_> = before.iter().filter(|l| !after.contains(l)).collect();
        let new: Vec<_> = after.iter().filter(|l| !before.contains(l)).collect();
        assert!(
            lost.is_empty() && new.is_empty(),
            "{module}: up, down, up differs\nlost {lost:#?}\nnew {new:#?}"
        );
    }
}

/// Columns by table: name → (type as PostgreSQL calls it, may be null).
type Tables = BTreeMap<String, BTreeMap<String, (String, bool)>>;

fn sql_type(diesel: &str) -> Option<String> {
    if let Some(inner) = diesel.strip_prefix("Array<").and_then(|t| t.strip_suffix('>')) {
        return sql_type(inner).map(|t| format!("_{t}"));
    }
    let name = match diesel {
        "Uuid" => "uuid",
        "Text" => "text",
        "Binary" | "Bytea" => "bytea",
        "Timestamptz" => "timestamptz",
        "BigInt" | "Int8" => "int8",
        "Integer" | "Int4" => "int4",
        "SmallInt" | "Int2" => "int2",
        "Bool" => "bool",
        "Jsonb" => "jsonb",
        "Date" => "date",
        _ => return None,
    };
    Some(name.to_owned())
}

/// Reads the `table!` definitions of a file.
fn definitions(text: &str) -> Tables {
    let mut found = Tables::new();
    let (mut table, mut renamed) = (String::new(), None);
    for line in text.lines().map(str::trim).filter(|l| !l.starts_with("diesel::joinable!")) {
        if let Some(name) = line.strip_prefix("#[sql_name = \"").and_then(|l| l.strip_suffix("\"]")) {
            renamed = Some(name.to_owned());
        } else if let Some((column, kind)) = line.trim_end_matches(',').split_once(" -> ") {
            let nullable = kind.strip_prefix("Nullable<").and_then(|k| k.strip_suffix('>'));
            let kind =
                sql_type(nullable.unwrap_or(kind)).unwrap_or_else(|| panic!("what is {kind} in PostgreSQL?"));
            let column = renamed.take().unwrap_or_else(|| column.to_owned());
            found.entry(table.clone()).or_default().insert(column, (kind, nullable.is_some()));
        } else if let Some((name, _)) = line.split_once(" (").filter(|(_, rest)| rest.ends_with(") {")) {
            table = renamed.take().unwrap_or_else(|| name.rsplit('.').next().unwrap().to_owned());
        }
    }
    found
}

async fn in_database(conn: &mut Conn, schema: &str) -> Tables {
    let sql = format!(
        "SELECT concat_ws(' ', table_name, column_name, udt_name, is_nullable) AS line
         FROM information_schema.columns WHERE table_schema = '{schema}' AND table_name NOT LIKE '\\_\\_diesel%'"
    );
    let mut found = Tables::new();
    for line in sql::lines(conn, &sql).await {
        let [table, column, kind, null]: [&str; 4] = line.split(' ').collect::<Vec<_>>().try_into().unwrap();
        let column = (column.to_owned(), (kind.to_owned(), null == "YES"));
        found.entry(table.to_owned()).or_default().extend([column]);
    }
    found
}

/// What the code leaves to the database, with the reason.
const LEFT_OUT: &[(&str, &str, &str)] = &[
    // The release before reads it; it may go when that one is gone.
    ("orders", "orders", "subtotal"),
    ("reservations", "reservation_group", "told"),
    ("reservations", "customer", "wish_seq"),
];

/// Tables of the common crates that only some modules have: those that send mails.
const OF_SOME: &[&str] = &["mail"];

#[tokio::test(flavor = "multi_thread")]
async fn the_code_knows_the_tables_as_they_are() {
    let db = TestDb::new(sources).await;
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let read = |path: &str| definitions(&std::fs::read_to_string(root.join(path)).unwrap());
    let mut wrong = Vec::new();
    for module in sources().iter().filter(|s| s.common).map(|s| s.module) {
        let mut code = read("crates/outbox/src/schema.rs");
        code.extend(read("crates/kit/src/schema.rs"));
        code.extend(read(&format!("services/{module}/src/schema.rs")));
        let tables = in_database(&mut db.admin(module).await, module).await;
        let left_out = |table: &str, column: &str| {
            LEFT_OUT.iter().any(|(m, t, c)| (*m, *t, *c) == (module, table, column))
        };
        for (table, columns) in &tables {
            let Some(known) = code.get(table) else {
                if !left_out(table, "") {
                    wrong.push(format!("{module}.{table} is not in schema.rs"));
                }
                continue;
            };
            for (column, is) in columns {
                match known.get(column) {
                    Some(said) if said == is => {}
                    None if left_out(table, column) => {}
                    said => {
                        wrong.push(format!("{module}.{table}.{column} is {is:?}, schema.rs says {said:?}"))
                    }
                }
            }
        }
        code.retain(|table, _| tables.contains_key(table) || !OF_SOME.contains(&table.as_str()));
        for (table, columns) in &code {
            for column in columns.keys().filter(|c| !tables.get(table).is_some_and(|t| t.contains_key(*c))) {
                wrong.push(format!("{module}.{table}.{column} is in schema.rs only"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_definition_is_read_with_its_names_and_types() {
    let text = "diesel::table! {\n    #[sql_name = \"switch\"]\n    decision (module) {\n        module -> Text,\n        \
                #[sql_name = \"on\"]\n        is_on -> Nullable<Bool>,\n        tags -> Array<Text>,\n    }\n}";
    let columns: Vec<_> = definitions(text)["switch"].clone().into_iter().collect();
    let column = |name: &str, kind: &str, null| (name.to_owned(), (kind.to_owned(), null));
    assert_eq!(
        columns,
        [column("module", "text", false), column("on", "bool", true), column("tags", "_text", false)]
    );
}
