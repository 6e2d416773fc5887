"""What the request of a route carries."""

from .syntax import call_argument

PASSWORD_FORM = {
    "grant_type": {"type": "string", "pattern": "^password$"},
    "username": {"type": "string"}, "password": {"type": "string", "format": "password"},
    "scope": {"type": "string", "default": ""},
    "client_id": {"type": "string"}, "client_secret": {"type": "string", "format": "password"},
}


class Bodies:
    """Parts of a body, which are one: alone they may be all of it."""

    def __init__(self):
        self.parts = []
        self.media_type = "application/json"

    def add(self, name, declared):
        embed = declared.call is not None and call_argument(declared.call, "embed") is not None
        self.append(declared.alias or name, declared.schema, declared.required, embed)

    def add_form(self, name, declared, is_file):
        """A field of a form, or a model whose fields are those of the form."""
        self.become_form(is_file)
        self.append(declared.alias or name, declared.schema, declared.required,
                    "$ref" not in declared.schema)

    def add_password_form(self, is_strict):
        """FastAPI's `OAuth2PasswordRequestForm`."""
        self.become_form(is_file=False)
        needed = {"username", "password"} | ({"grant_type"} if is_strict else set())
        for name, schema in PASSWORD_FORM.items():
            self.append(name, dict(schema), name in needed, True)

    def become_form(self, is_file):
        if is_file:
            self.media_type = "multipart/form-data"
        elif self.media_type == "application/json":
            self.media_type = "application/x-www-form-urlencoded"

    def append(self, name, schema, required, is_embedded):
        self.parts.append((name, schema, required, is_embedded))

    @property
    def whole(self):
        """The body as it is reported, or None."""
        if not self.parts:
            return None
        _, schema, is_required, is_embedded = self.parts[0]
        if len(self.parts) > 1 or is_embedded:
            schema = {"type": "object", "properties": {n: s for n, s, _, _ in self.parts}}
            required = [name for name, _, needed, _ in self.parts if needed]
            if required:
                schema["required"] = required
            is_required = bool(required)
        return {"mediaType": self.media_type, "required": is_required, "schema": schema}


def holds_file(schema):
    """Whether a schema is that of an upload, or of several, or of none or one."""
    choices = schema.get("anyOf", [schema]) + [schema.get("items", {})]
    return any(choice.get("format") == "binary" for choice in choices)
