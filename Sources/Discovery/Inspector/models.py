"""Schemas of models as Pydantic makes them."""

import os
import sys

TEMPLATE = "#/components/schemas/{model}"


def exact_models(sketches, classes):
    """The models, each by Pydantic where it is loaded and knows the class, else as it was read."""
    result = dict(sketches)
    modules = loaded_modules()
    for name in sketches:
        found = classes.get(name)
        module = modules.get(found.scope.module.path) if found is not None else None
        model = getattr(module, name, None) if not getattr(found.scope, "functions", ()) else None
        if not isinstance(model, type):
            continue
        try:
            schema = schema_of(model)
        except Exception:  # whatever a model's own code raises; the sketch stays
            continue
        for inner, definition in (schema.pop("$defs", None) or {}).items():
            result[inner] = definition
        schema.pop("definitions", None)
        if "$ref" not in schema:  # a recursive model is one of its own definitions
            result[name] = schema
    return result


def schema_of(model):
    import pydantic

    if hasattr(pydantic, "TypeAdapter"):
        adapter = pydantic.TypeAdapter(model)
        return adapter.json_schema(ref_template=TEMPLATE, mode="serialization")
    schema = pydantic.schema_of(model, ref_template=TEMPLATE)  # Pydantic 1
    definitions = schema.get("definitions", {})
    own = definitions.pop(model.__name__, None) or schema
    return dict(own, **{"$defs": definitions})


def loaded_modules():
    """Absolute path of the file to the module."""
    result: dict = {}
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str):
            result.setdefault(os.path.realpath(file), module)
    return result
