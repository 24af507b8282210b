//! A module that does nothing but show what kit does.
use actix_web::{HttpResponse, get, http::StatusCode, post, web};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use serde::{Deserialize, Serialize};
use souk_events::{Event, TenantId, ops::v1::ModuleSwitched};
use souk_kit::{
    App, Caller, Conn, Json, Lang, Locales, Manifest, Path, Problem, Query, Scope, Service, Texts,
    caller::{Admin, Agent, Anyone, Fresh, Manager, User},
    idempotency::{Claim, IdempotencyKey, claim, fingerprint},
    paging::PageRequest,
    serve,
};
use souk_testkit::TestApp;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

diesel::table! {
    note (id) { id -> Uuid, tenant_id -> Uuid, subject -> Text, body -> Text, published -> Bool, }
}

pub struct Probe;

impl Service for Probe {
    const NAME: &'static str = "stranger";
    const PORT: u16 = 8999;
    const CONFIG: &'static str = "[peers]\nother = \"http://127.0.0.1:9\"\n";
    const LOCALES: Locales = [
        (Lang::Fr, include_str!("../locales/fr/probe.ftl")),
        (Lang::En, include_str!("../locales/en/probe.ftl")),
        (Lang::Es, include_str!("../locales/es/probe.ftl")),
        (Lang::Pt, include_str!("../locales/pt/probe.ftl")),
        (Lang::Ar, include_str!("../locales/ar/probe.ftl")),
    ];
    type State = App;
    fn manifest(_: &Texts) -> Manifest {
        Manifest::new(Self::NAME, "0", &["/v1/notes"]).tells(&[ModuleSwitched::TYPE])
    }
    fn migrations() -> Option<EmbeddedMigrations> {
        const MIGRATIONS: EmbeddedMigrations = embed_migrations!("tests/migrations");
        Some(MIGRATIONS)
    }
    async fn build(app: &App) -> anyhow::Result<App> {
        Ok(app.clone())
    }
    fn routes(cfg: &mut ServiceConfig<'_>) {
        cfg.service(add_note).service(list_notes);
    }
    fn screens(cfg: &mut web::ServiceConfig) {
        cfg.service(anyone)
            .service(user)
            .service(agent)
            .service(manager)
            .service(manager_changes)
            .service(fresh)
            .service(admin)
            .service(ask_other)
            .service(slow);
    }
}

/// Other modules of a test; a setting would do as well.
pub async fn start() -> TestApp<Probe> {
    TestApp::<Probe>::start().await
}

#[derive(Debug, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNote {
    pub body: String,
    pub lines: Vec<Line>,
}
#[derive(Debug, Deserialize, Serialize, utoipa::ToSchema)]
pub struct Line {
    pub quantity: u8,
}

pub async fn insert(
    conn: &mut Conn,
    tenant: TenantId,
    subject: &str,
    body: &str,
    published: bool,
) -> QueryResult<usize> {
    diesel::insert_into(note::table)
        .values((
            note::id.eq(Uuid::now_v7()),
            note::tenant_id.eq(tenant.0),
            note::subject.eq(subject),
            note::body.eq(body),
            note::published.eq(published),
        ))
        .execute(conn)
        .await
}

#[utoipa::path(operation_id = "add_note", responses((status = 201)))]
#[post("/v1/notes")]
async fn add_note(
    caller: Caller<Agent>,
    key: IdempotencyKey,
    app: web::Data<App>,
    new: Json<NewNote>,
) -> Result<HttpResponse, Problem> {
    let principal = caller.claims().sub.clone();
    let print = fingerprint("/v1/notes", &new.0)?;
    match claim(&app.db, &app.sealer, &principal, &key, &print, app.clock.now()).await? {
        Claim::Done(saved) => Ok(saved.respond()),
        Claim::Fresh(ticket) => {
            let tenant = caller.tenant()?;
            let answer = serde_json::json!({ "body": new.body });
            app.db
                .write(Scope::Tenant(tenant), async |conn| {
                    insert(conn, tenant, &principal, &new.body, false).await?;
                    let told = ModuleSwitched { module: "x".into(), revision: 1, ..Default::default() };
                    souk_outbox::publish(conn, &souk_kit::meta(Some(tenant)), app.clock.now(), &told).await?;
                    ticket.finish(conn, &app.sealer, StatusCode::CREATED, &answer).await
                })
                .await?;
            Ok(HttpResponse::Created().json(answer))
        }
    }
}

#[utoipa::path(operation_id = "list_notes", params(PageRequest), responses((status = 200)))]
#[get("/v1/notes/{after}")]
async fn list_notes(_after: Path<Uuid>, page: Query<PageRequest>) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok().json(page.limit()?))
}

macro_rules! doors {
    ($($name:ident $path:literal $demand:ty;)+) => {$(
        #[get($path)]
        async fn $name(_caller: Caller<$demand>) -> &'static str { "in" }
    )+};
}
doors! {
    anyone "/anyone" Anyone;
    user "/user" User;
    agent "/agent" Agent;
    manager "/manager" Manager;
    fresh "/fresh" Fresh<Manager>;
    admin "/admin" Admin;
}

#[post("/manager")]
async fn manager_changes(_caller: Caller<Manager>) -> &'static str {
    "changed"
}

#[get("/ask")]
async fn ask_other(app: web::Data<App>) -> HttpResponse {
    let budget = std::time::Duration::from_millis(300);
    match app.ask.get::<serde_json::Value>("other", "/internal/question", budget).await {
        Ok(answer) => HttpResponse::Ok().json(answer),
        Err(souk_kit::AskError::Refused { problem, .. }) => {
            HttpResponse::Conflict().body(problem.code.clone())
        }
        Err(error) => HttpResponse::ServiceUnavailable().body(error.to_string()),
    }
}

#[get("/slow")]
async fn slow(app: web::Data<App>) -> Result<&'static str, Problem> {
    let mut conn = app.db.public().await?;
    diesel::sql_query("SELECT pg_sleep(0.4)").execute(&mut conn).await?;
    Ok("finished")
}

#[test]
fn the_document_describes_every_route() {
    let document = serve::openapi::<Probe>();
    assert!(document.paths.paths.contains_key("/v1/notes"));
    assert!(document.components.unwrap().security_schemes.contains_key("bearer"));
}
