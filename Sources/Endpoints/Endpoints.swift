/// Endpoints.
