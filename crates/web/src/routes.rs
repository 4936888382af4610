//! The router, built from one list of routes so that a test can read it: a route without an entry in the access table
//! fails that test.

use axum::{
    Router,
    handler::Handler,
    http::Method,
    middleware,
    routing::{MethodRouter, get, post},
};
use tower_http::catch_panic::CatchPanicLayer;

use crate::{again, app::App, assets, cache, cookies, extract::fallback, html, protection};

/// One endpoint.
#[derive(Clone)]
pub struct Route {
    /// GET or POST.
    pub method: Method,
    /// The path with its parameters in braces.
    pub path: &'static str,
    handler: MethodRouter<App>,
}

impl Route {
    /// A page.
    pub fn get<H: Handler<T, App>, T: 'static>(path: &'static str, handler: H) -> Self {
        Self {
            method: Method::GET,
            path,
            handler: get(handler),
        }
    }

    /// A form's destination.
    pub fn post<H: Handler<T, App>, T: 'static>(path: &'static str, handler: H) -> Self {
        Self {
            method: Method::POST,
            path,
            handler: post(handler),
        }
    }
}

/// Every endpoint but the assets, in the order of the features.
pub fn routes() -> Vec<Route> {
    html::routes()
}

/// The whole application as a service.
pub fn router(app: App) -> Router {
    let mut router = Router::new().route("/assets/{*path}", get(assets::get));
    for route in routes() {
        router = router.route(route.path, route.handler);
    }
    router
        .fallback(fallback)
        .method_not_allowed_fallback(fallback)
        .layer(CatchPanicLayer::custom(protection::panicked))
        .layer(middleware::from_fn(again::layer))
        .layer(middleware::from_fn_with_state(app.clone(), protection::errors))
        .layer(middleware::from_fn_with_state(app.clone(), cache::layer))
        .layer(middleware::from_fn_with_state(app.clone(), cookies::layer))
        .layer(middleware::from_fn(protection::headers))
        .with_state(app)
}
