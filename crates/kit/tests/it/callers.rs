//! Who gets in where.
use souk_events::{GuestId, TenantId, UserId};
use souk_kit::token::{Bearer, Claims, Role};
use souk_testkit::Issuer;

use crate::probe::start;

#[tokio::test(flavor = "multi_thread")]
async fn doors_open_by_role() {
    let app = start().await;
    let tenant = TenantId::new();
    let people = [
        ("nobody", app.anyone()),
        ("guest", app.as_guest(GuestId::new())),
        ("user", app.as_user(UserId::new())),
        ("agent", app.as_staff(tenant, Role::Agent)),
        ("manager", app.as_staff(tenant, Role::Manager)),
        ("admin", app.as_admin()),
        ("module", app.as_module("orders")),
    ];
    let expected = [
        // /anyone /user /agent /manager /admin
        ("nobody", [401, 401, 401, 401, 401]),
        ("guest", [200, 401, 401, 401, 401]),
        ("user", [200, 200, 403, 403, 403]),
        ("agent", [200, 200, 200, 403, 403]),
        ("manager", [200, 200, 200, 200, 403]),
        ("admin", [200, 200, 403, 403, 200]),
        ("module", [403, 403, 403, 403, 403]),
    ];
    for ((name, person), (_, statuses)) in people.iter().zip(expected) {
        for (door, status) in ["/anyone", "/user", "/agent", "/manager", "/admin"].iter().zip(statuses) {
            assert_eq!(person.get(door).await.status.as_u16(), status, "{name} at {door}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_somebody_may_not_sign_is_refused() {
    let app = start().await;
    let user = Issuer::user_claims(UserId::new());
    let expired = Claims { exp: 1, ..user.clone() };
    let elsewhere = Claims { aud: "elsewhere".into(), ..user.clone() };
    let guest_by_identity = Claims { kind: Bearer::Guest, ..user.clone() };
    let service_by_identity = Claims { kind: Bearer::Service, ..user.clone() };
    for claims in [expired, elsewhere, guest_by_identity, service_by_identity] {
        let bearer = app.bearing(Some(app.issuer.sign(&claims)));
        let _ = bearer.get("/anyone").await.problem(401, "unauthenticated");
    }
    for token in ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c3JfMDEifQ."] {
        let _ = app.bearing(Some(token.into())).get("/anyone").await.expect(401);
    }
    let tampered = app.issuer.sign(&user).replace('.', ".A");
    let _ = app.bearing(Some(tampered)).get("/anyone").await.expect(401);
}

#[tokio::test(flavor = "multi_thread")]
async fn internal_answers_only_modules() {
    let app = start().await;
    let _ = app.anyone().get("/internal/events/counts").await.expect(401);
    let _ = app.as_admin().get("/internal/events/counts").await.expect(403);
    let _ = app.as_module("ops").get("/internal/events/counts").await.expect(200);
    let _ = app.anyone().get("/internal/manifest").await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fresh_proof_and_a_key_s_scope_are_demanded() {
    let app = start().await;
    let staff = Claims {
        tid: Some(TenantId::new()),
        role: Some(Role::Manager),
        ..Issuer::user_claims(UserId::new())
    };
    let bearing = |claims: &Claims| app.bearing(Some(app.issuer.sign(claims)));
    let stale = Claims { fresh_until: 1, ..staff.clone() };
    let _ = bearing(&staff).get("/fresh").await.expect(200);
    let _ = bearing(&stale).get("/fresh").await.problem(403, "step_up_required");
    let _ = bearing(&stale).get("/manager").await.expect(200);

    let key = |scope: &[&str]| Claims {
        scope: Some(scope.iter().map(|s| (*s).to_owned()).collect()),
        ..staff.clone()
    };
    for (scope, get, post) in [
        (&["stranger:read"][..], 200, 403),
        (&["stranger:write"][..], 200, 200),
        (&["orders:write"][..], 403, 403),
        (&["stranger:nothing", "stranger"][..], 403, 403),
        (&[][..], 403, 403),
    ] {
        let program = bearing(&key(scope));
        assert_eq!(program.get("/manager").await.status.as_u16(), get, "{scope:?} looks");
        assert_eq!(program.post("/manager", ()).await.status.as_u16(), post, "{scope:?} changes");
    }
    // A key works for the shop, never for the person who made it.
    for door in ["/anyone", "/user", "/admin"] {
        let _ = bearing(&key(&["stranger:write"])).get(door).await.problem(403, "scope_missing");
    }
}
