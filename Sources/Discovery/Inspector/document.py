"""The OpenAPI documents of an application and of those mounted in it, as one."""


def combined_document(parts):
    """The document, or None without FastAPI, and warnings."""
    result = None
    warnings: list = []
    for prefix, application, contexts in parts:
        document = document_of(application, contexts, warnings)
        if result is None:
            result = {"openapi": "3.1.0", "info": document.get("info", {}), "paths": {},
                      "components": {"schemas": {}, "securitySchemes": {}}}
        for path, item in document.get("paths", {}).items():
            result["paths"].setdefault(prefix + path, item)
        components = document.get("components") or {}
        for name, scheme in (components.get("securitySchemes") or {}).items():
            result["components"]["securitySchemes"].setdefault(name, scheme)
        for name, schema in (components.get("schemas") or {}).items():
            known = result["components"]["schemas"].setdefault(name, schema)
            if known != schema:
                warnings.append("two models of the mounted applications are named %s" % name)
    return result, warnings


def document_of(application, contexts, warnings):
    from fastapi.openapi.utils import get_openapi

    for context in contexts:  # hidden routes are endpoints like all others
        target = getattr(context, "_route_context", None) or getattr(context, "route", context)
        if getattr(target, "include_in_schema", True) is False and is_api_route(context):
            target.include_in_schema = True
    info = {"title": application.title, "version": application.version}
    try:
        return get_openapi(routes=contexts, **info)
    except Exception:
        return piecewise(get_openapi, info, contexts, warnings)


def is_api_route(context):
    return hasattr(context, "dependant") and hasattr(context, "response_class")


def piecewise(get_openapi, info, contexts, warnings):
    """Of each route alone, so that one which has no schema does not hide the others."""
    result: dict = {"paths": {}, "components": {"schemas": {}}}
    for context in contexts:
        try:
            document = get_openapi(routes=[context], **info)
        except Exception as error:
            line = (str(error).splitlines() or [type(error).__name__])[0]
            warnings.append("%s: its parameters have no schema: %s" % (context.path, line[:200]))
            continue
        result["info"] = document.get("info", {})
        for path, item in document.get("paths", {}).items():
            result["paths"].setdefault(path, {}).update(item)
        for kind in ("schemas", "securitySchemes"):
            found = (document.get("components") or {}).get(kind) or {}
            result["components"].setdefault(kind, {}).update(found)
    return result
