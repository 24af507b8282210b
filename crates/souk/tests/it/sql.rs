//! Raw SQL, as the superuser or as a module: what tests ask the database behind the modules' backs.
use diesel::{QueryableByName, sql_query, sql_types::Text};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use souk_outbox::Conn;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// The rows of a query whose one column is a text called `line`.
pub async fn lines(conn: &mut Conn, sql: &str) -> Vec<String> {
    let rows: Vec<Line> = sql_query(sql).load(conn).await.unwrap_or_else(|e| panic!("{e}\n{sql}"));
    rows.into_iter().map(|row| row.line).collect()
}

/// The first row of such a query.
pub async fn line(conn: &mut Conn, sql: &str) -> String {
    lines(conn, sql).await.into_iter().next().unwrap_or_default()
}

/// How many rows `what` (a table with an optional WHERE) has.
pub async fn count(conn: &mut Conn, what: &str) -> i64 {
    line(conn, &format!("SELECT count(*)::text AS line FROM {what}")).await.parse().unwrap()
}

/// How many rows a statement touched, or the database's refusal.
pub async fn change(conn: &mut Conn, sql: &str) -> Result<usize, String> {
    sql_query(sql).execute(conn).await.map_err(|e| e.to_string())
}

/// Statements that must work.
pub async fn run(conn: &mut Conn, sql: &str) {
    conn.batch_execute(sql).await.unwrap_or_else(|e| panic!("{e}\n{sql}"));
}

/// The tables of a schema.
pub async fn tables(conn: &mut Conn, schema: &str) -> Vec<String> {
    let sql = format!(
        "SELECT c.relname::text AS line FROM pg_class c
         WHERE c.relnamespace = '{schema}'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1"
    );
    lines(conn, &sql).await
}

/// The tables of a schema that have this column.
pub async fn tables_with(conn: &mut Conn, schema: &str, column: &str) -> Vec<String> {
    let sql = format!(
        "SELECT table_name::text AS line FROM information_schema.columns
         WHERE table_schema = '{schema}' AND column_name = '{column}' ORDER BY 1"
    );
    lines(conn, &sql).await
}
