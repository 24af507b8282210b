//! A module's OpenAPI document: its routes, and what the frame and the door may answer to any of them.
use actix_web::App as HttpApp;
use utoipa::{
    PartialSchema as _, ToSchema as _,
    openapi::{
        OpenApi, PathItem, Ref, RefOr, Response, Schema,
        content::Content,
        path::{Operation, ParameterIn},
        schema::{AdditionalProperties, Components},
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};
use utoipa_actix_web::AppExt as _;

use crate::{
    problem::{FieldError, ProblemBody},
    service::Service,
};

/// Refusals that no handler writes itself: name, status, when.
const COMMON: [(&str, &str, &str); 9] = [
    ("Unreadable", "400", "The request cannot be read"),
    ("Unauthenticated", "401", "No valid token"),
    ("Forbidden", "403", "A token that may not"),
    ("NotFound", "404", "Not there, not the caller's, or the module is switched off"),
    ("TooLarge", "413", "The body is too large"),
    ("Unsupported", "415", "The body has another type"),
    ("Wrong", "422", "What was sent is wrong; see `errors`"),
    ("TooMany", "429", "Too many requests; see `Retry-After`"),
    ("Unavailable", "503", "A part that is needed does not answer"),
];

/// The module's OpenAPI document, without starting it.
#[must_use]
pub fn openapi<S: Service>() -> OpenApi {
    let (_, mut document) = HttpApp::new().into_utoipa_app().configure(S::routes).split_for_parts();
    document.info =
        utoipa::openapi::Info::new(&format!("Souk {}", S::NAME), &env!("CARGO_PKG_VERSION").to_owned());
    let components = document.components.get_or_insert_default();
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
    components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
    open_flattened(components);
    // What people reach directly stands behind no door.
    if !S::OUTSIDE && !document.paths.paths.is_empty() {
        add_refusals(components);
        for (path, item) in &mut document.paths.paths {
            for operation in operations(item) {
                refuse(operation, path.starts_with("/internal/"));
            }
        }
    }
    document
}

/// The methods of a path, for `Allow`.
#[must_use]
pub(crate) fn methods(item: &PathItem) -> Vec<&'static str> {
    let all = [
        ("GET", &item.get),
        ("PUT", &item.put),
        ("POST", &item.post),
        ("DELETE", &item.delete),
        ("PATCH", &item.patch),
    ];
    all.iter().filter(|(_, operation)| operation.is_some()).map(|(name, _)| *name).collect()
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.put, &mut item.post, &mut item.delete, &mut item.patch].into_iter().flatten()
}

fn add_refusals(components: &mut Components) {
    components.schemas.insert(ProblemBody::name().into_owned(), ProblemBody::schema());
    components.schemas.insert(FieldError::name().into_owned(), FieldError::schema());
    for (name, _, when) in COMMON {
        let body = Content::new(Some(Ref::from_schema_name(ProblemBody::name())));
        let mut response = Response::new(when);
        response.content.insert("application/problem+json".into(), body.into());
        components.responses.insert(name.into(), response.into());
    }
}

/// Adds the refusals that fit the operation and that it does not describe itself.
fn refuse(operation: &mut Operation, internal: bool) {
    let taken = |place: &[ParameterIn]| {
        operation.parameters.iter().flatten().any(|parameter| match parameter {
            RefOr::T(parameter) => place.contains(&parameter.parameter_in),
            RefOr::Ref(_) => false,
        })
    };
    let body = operation.request_body.is_some();
    let secured = operation.security.is_some();
    let read = body || taken(&[ParameterIn::Query, ParameterIn::Header]);
    let addressed = !internal || taken(&[ParameterIn::Path]);
    for (name, status, _) in COMMON {
        let fits = match status {
            "400" => read,
            "401" | "403" => secured,
            "404" => addressed,
            "413" | "415" | "422" => body,
            "429" => !internal,
            _ => true,
        };
        if fits {
            let known = &mut operation.responses.responses;
            known.entry(status.into()).or_insert_with(|| Ref::from_response_name(name).into());
        }
    }
}

/// A flattened struct ignores what it does not know, even where alone it would refuse it: `allOf` then holds a
/// copy that does not forbid the fields of its neighbours.
fn open_flattened(components: &mut Components) {
    let closed: Vec<(String, Schema)> = components
        .schemas
        .iter()
        .filter_map(|(name, schema)| match schema {
            RefOr::T(Schema::Object(object)) => {
                let refuses = object.additional_properties.as_deref();
                let closed = matches!(refuses, Some(AdditionalProperties::FreeForm(false)));
                let mut open = object.clone();
                open.additional_properties = None;
                closed.then(|| (Ref::from_schema_name(name).ref_location, Schema::Object(open)))
            }
            _ => None,
        })
        .collect();
    for schema in components.schemas.values_mut() {
        let RefOr::T(Schema::AllOf(all)) = schema else { continue };
        for item in &mut all.items {
            let RefOr::Ref(to) = item else { continue };
            if let Some((_, open)) = closed.iter().find(|(location, _)| *location == to.ref_location) {
                *item = RefOr::T(open.clone());
            }
        }
    }
}
