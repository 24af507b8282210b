//! Every operation of every OpenAPI document: no token 401, wrong role 403, another merchant's id 404.
use std::collections::BTreeMap;

use reqwest::Method;
use souk_testkit::{Actor, Answer};

use crate::{
    demands::{body, demand, filled, unknown},
    operations::{self, Operation},
    platform::Platform,
    sql,
    world::{ROLES, Side, picture, two_sides, uuid},
};

/// Where a rule does not hold, and why. Only ever shorter.
const EXCEPTIONS: &[(&str, &str, &str)] = &[(
    "orders.remove_cart_line",
    "another's id",
    "taking out what is not in one's own cart is done already: the answer is 204 whether or not another has it",
)];

fn excepted(rule: &str, operation: &Operation) -> bool {
    EXCEPTIONS.iter().any(|(id, of, _)| *id == operation.id() && rule.starts_with(of))
}

/// Calls an operation with one side's things.
async fn call(actor: &Actor, operation: &Operation, side: &Side) -> Answer {
    let method: Method = operation.method.parse().unwrap();
    let request = actor.request(method, &filled(operation, side)).header("if-match", "\"1\"");
    let request = request.header("idempotency-key", uuid::Uuid::new_v4().to_string());
    let request = match (operation.name.as_str(), body(operation, side)) {
        ("add_product_photo" | "set_store_photo", _) => {
            request.header("content-type", "image/png").body(picture())
        }
        ("start_import", _) => {
            request.header("content-type", "text/csv").body("Handle,Title,Variant Price\na,A,1.00\n")
        }
        (_, Some(json)) => request.json(&json),
        (_, None) if operation.body => panic!("what does {} take? say it in demands.rs", operation.id()),
        (_, None) => request,
    };
    actor.send(request).await
}

/// Collects what is not as it must be.
#[derive(Default)]
struct Wrong(Vec<String>);

impl Wrong {
    fn unless(&mut self, want: u16, rule: &str, operation: &Operation, answer: &Answer) {
        if answer.status.as_u16() != want && !excepted(rule, operation) {
            let what = format!("{} {} ({})", operation.method, operation.path, operation.id());
            self.0.push(format!(
                "{what}: {rule} gives {}, not {want}: {}",
                answer.status.as_u16(),
                answer.text()
            ));
        }
    }
}

impl Drop for Wrong {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert!(self.0.is_empty(), "\n{}", self.0.join("\n"));
        }
    }
}

#[test]
fn the_table_of_demands_is_about_operations_that_exist() {
    let all = operations::all();
    assert_eq!(unknown(&all), [""; 0]);
    for operation in all {
        assert_eq!(
            operation.bearer,
            demand(&operation) != "nobody",
            "{}: the document and the table differ",
            operation.id()
        );
        assert_eq!(
            operation.internal(),
            demand(&operation) == "module" || operation.name == "list_keys",
            "{}",
            operation.id()
        );
    }
    for (id, rule, _) in EXCEPTIONS {
        assert!(operations::all().iter().any(|o| o.id() == *id), "{id} ({rule}) is gone");
    }
}

/// No token, or one that proves nothing.
async fn without_a_token(platform: &Platform, theirs: &Side, wrong: &mut Wrong) {
    for operation in operations::all().iter().filter(|o| o.bearer) {
        for token in [None, Some("nonsense"), Some(forged(theirs).as_str())] {
            let actor = platform.inside(operation.module, token);
            wrong.unless(401, "no token", operation, &call(&actor, operation, theirs).await);
        }
        // At the door a visitor becomes a guest as soon as there is something to remember.
        if !operation.internal() && (demand(operation) != "anyone" || operation.method == "GET") {
            wrong.unless(
                401,
                "no token at the door",
                operation,
                &call(&platform.bearer("nonsense"), operation, theirs).await,
            );
        }
    }
}

/// A token whose claims are fine and whose signature is somebody else's.
fn forged(side: &Side) -> String {
    let (good, other) = (side.shop.owner.token().unwrap(), side.customer.token().unwrap());
    let claims = good.rsplit_once('.').unwrap().0;
    format!("{claims}.{}", other.rsplit_once('.').unwrap().1)
}

/// Whatever the token: what modules ask each other does not pass the door.
async fn the_inside(platform: &Platform, ours: &Side, theirs: &Side, wrong: &mut Wrong) {
    let service = platform.bearer(&platform.service_token("orders"));
    for operation in operations::all().iter().filter(|o| o.internal()) {
        for actor in [&service, &ours.shop.owner, &platform.visitor()] {
            wrong.unless(404, "the inside at the door", operation, &call(actor, operation, theirs).await);
        }
    }
}

/// A token that is good for something else.
async fn a_wrong_role(platform: &Platform, ours: &Side, theirs: &Side, wrong: &mut Wrong) {
    let owner = ours.shop.owner.token().unwrap();
    let customer = ours.customer.token().unwrap();
    let (guest, service) = (platform.guest_token(), platform.service_token("orders"));
    for operation in operations::all() {
        let mut refuse = Vec::new();
        match demand(&operation) {
            "nobody" => {}
            "anyone" => refuse.push((403, "a module's token", service.as_str())),
            "user" => {
                refuse.extend([(401, "a guest's token", guest.as_str()), (403, "a module's token", &service)])
            }
            "module" => refuse.extend([(403, "an owner's token", owner), (403, "a guest's token", &guest)]),
            "admin" => refuse.extend([
                (403, "an owner's token", owner),
                (401, "a guest's token", &guest),
                (403, "a module's token", &service),
            ]),
            _ => refuse.extend([
                (403, "a customer's token", customer),
                (401, "a guest's token", &guest),
                (403, "a module's token", &service),
            ]),
        }
        for (want, whose, token) in refuse {
            let actor = platform.inside(operation.module, Some(token));
            wrong.unless(want, whose, &operation, &call(&actor, &operation, theirs).await);
            if !operation.internal() && whose != "a module's token" {
                wrong.unless(
                    want,
                    &format!("{whose} at the door"),
                    &operation,
                    &call(&platform.bearer(token), &operation, theirs).await,
                );
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_in_without_the_right_token() {
    let (platform, ours, theirs) = two_sides().await;
    let mut wrong = Wrong::default();
    without_a_token(&platform, &theirs, &mut wrong).await;
    the_inside(&platform, &ours, &theirs, &mut wrong).await;
    a_wrong_role(&platform, &ours, &theirs, &mut wrong).await;
}

/// Each role may what the table says and no more.
async fn staff(platform: &Platform, ours: &Side, theirs: &Side, wrong: &mut Wrong) {
    for (rank, role) in ROLES.iter().enumerate() {
        let token = platform.hire(&ours.shop, &format!("{role}@matrix.souk"), role).await;
        for operation in operations::all() {
            let Some(needed) = ROLES.iter().position(|r| *r == demand(&operation)) else { continue };
            // The other side's things: whoever may, finds nothing there, and nothing of ours is changed by the walk.
            let answer = call(&platform.inside(operation.module, Some(&token)), &operation, theirs).await;
            let refused = matches!(answer.status.as_u16(), 401 | 403);
            if refused != (rank < needed) || answer.status.is_server_error() {
                wrong.0.push(format!("{} as {role}: {} {}", operation.id(), answer.status, answer.text()));
            }
        }
    }
}

/// Every row of a merchant, or of their customer, as text.
async fn belongings(platform: &Platform, side: &Side) -> BTreeMap<String, String> {
    let tenant = uuid(&side.shop.tenant);
    let mut all = BTreeMap::new();
    for module in ["catalog", "identity", "orders"] {
        let mut conn = platform.db.admin(module).await;
        for table in sql::tables_with(&mut conn, module, "tenant_id").await {
            let rows = format!(
                "SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') AS line FROM {table} t WHERE tenant_id = '{tenant}'"
            );
            all.insert(format!("{module}.{table}"), sql::line(&mut conn, &rows).await);
        }
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_may_what_the_table_says_and_only_at_home() {
    let (platform, ours, theirs) = two_sides().await;
    let before = belongings(&platform, &theirs).await;
    let mut wrong = Wrong::default();
    staff(&platform, &ours, &theirs, &mut wrong).await;
    let named = ["catalog.create_product", "catalog.start_import", "identity.switch_tenant"];
    for operation in operations::all() {
        let theirs_is_named = !operation.parameters().is_empty() || named.contains(&operation.id().as_str());
        if !theirs_is_named || matches!(demand(&operation), "nobody" | "admin" | "module") {
            continue;
        }
        let owner = &ours.shop.owner;
        wrong.unless(404, "another's id", &operation, &call(owner, &operation, &theirs).await);
        let inside = platform.inside(operation.module, owner.token());
        wrong.unless(404, "another's id inside", &operation, &call(&inside, &operation, &theirs).await);
        if demand(&operation) == "anyone" {
            wrong.unless(404, "another's id", &operation, &call(&ours.customer, &operation, &theirs).await);
        }
    }
    let after = belongings(&platform, &theirs).await;
    for (table, rows) in before {
        if after[&table] != rows {
            wrong.0.push(format!("{table} was changed from outside:\n{rows}\n→\n{}", after[&table]));
        }
    }
    // The same calls by the owner find what they name: the walk knocked at real doors.
    for operation in operations::all() {
        let reads = operation.method == "GET" && !operation.parameters().is_empty();
        let staff = ROLES.contains(&demand(&operation));
        if reads && (staff || demand(&operation) == "anyone") {
            let actor = if staff { &theirs.shop.owner } else { &theirs.customer };
            wrong.unless(200, "one's own id", &operation, &call(actor, &operation, &theirs).await);
        }
    }
}
