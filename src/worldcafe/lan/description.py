"""The interface as OpenAPI 3.1 describes it, made from the classes that read what is sent."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from worldcafe import __version__
from worldcafe.lan import shapes
from worldcafe.lan.codes import Role
from worldcafe.lan.form import Completions
from worldcafe.lan.requests import MOST_ITEMS, OF_ROLE

Json = dict[str, Any]
_KEY = {"type": "string", "pattern": "^[0-9A-Za-z-]{8,64}$"}
_TEXT = {"type": "string"}
_SCHEMAS = "#/components/schemas/"
_REF = f"{_SCHEMAS}{{model}}"
Answer = type[shapes.Shape] | tuple[type[shapes.Shape], ...] | Json | None


@cache
def described() -> Json:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "worldcafe on the local network",
            "version": __version__,
            "summary": "What phones, pockets and walls of a World Café ask and send.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/api/1"}],
        "paths": _paths(),
        "components": {
            "securitySchemes": {
                "code": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "X-Cafe-Code",
                    "description": "The code of a table, a badge, the facilitator or a wall.",
                }
            },
            "schemas": _schemas(),
        },
    }


def _paths() -> Json:
    since = _query("since", {"type": "integer", "minimum": 0}, "The `seq` seen last.")
    language = _query("lang", {"type": "string", "maxLength": 8}, "Else Accept-Language.")
    round_ = _query("round_id", {"type": "string", "minLength": 1}, "The round.", needed=True)
    field = {"enum": list(Completions.KNOWN)}
    small = _query("small", {"enum": ["1"]}, "A small one.")
    photo = {"name": "id", "in": "path", "required": True, "schema": _TEXT}
    return {
        "/hello": {
            "get": _open("Whether the laptop can be reached, and its time.", shapes.Hello)
        },
        "/words": {
            "get": _open("The texts of the page in a language.", shapes.Texts, [language])
        },
        "/begin": {
            "get": {
                **_open("All that a page begins with.", shapes.Beginning, [language]),
                "security": [{"code": []}, {}],
            }
        },
        "/openapi.json": {"get": _open("This description.", None)},
        "/me": {"get": _for("Whose the code is.", shapes.Me)},
        "/state": {
            "get": _for(
                "All that the code shows. With `since` it waits up to 25 seconds for news.",
                shapes.STATES,
                [since],
            )
        },
        "/form": {"get": _for("The form of a contribution.", shapes.Form)},
        "/suggest": {
            "get": _for(
                "What completes a text.",
                shapes.Suggested,
                [
                    _query("field", field, "What is typed.", needed=True),
                    _query("text", {"type": "string", "maxLength": 100}, "Its beginning."),
                ],
            )
        },
        "/outbox": {
            "post": {
                **_for(
                    "Do these in their order; each is acknowledged once it is durable.",
                    {"$ref": f"{_SCHEMAS}Done"},
                    [_device()],
                ),
                "requestBody": _sent({"$ref": f"{_SCHEMAS}Outbox"}),
            }
        },
        "/photo": {
            "post": {
                **_for(
                    "Add a photo to the notes of a round; it is written anew.",
                    shapes.Added,
                    [_query("id", _KEY, "Its id.", needed=True), round_, _device()],
                ),
                "requestBody": {
                    "required": True,
                    "content": {"image/*": {"schema": {"type": "string", "format": "binary"}}},
                },
            }
        },
        "/photo/{id}": {
            "get": {
                **_for("A photo of the table.", None, [photo, small]),
                "responses": {
                    "200": {"description": "The picture.", "content": {"image/jpeg": {}}},
                    **_refusals(),
                },
            }
        },
        "/find": {
            "post": {
                **_for(
                    "People by three letters of their name, where that is allowed.",
                    shapes.People,
                ),
                "requestBody": _sent({"$ref": f"{_SCHEMAS}Find"}),
            }
        },
    }


def _schemas() -> Json:
    items: list[Json] = []
    schemas: Json = {}
    for kind in dict.fromkeys(each for kinds in OF_ROLE.values() for each in kinds):
        schema = TypeAdapter(kind).json_schema(ref_template=_REF)
        schemas |= schema.pop("$defs", {})
        roles = [str(role) for role in Role if kind in OF_ROLE.get(role, ())]
        schemas[kind.__name__] = {**schema, "x-roles": roles}
        items.append({"$ref": f"{_SCHEMAS}{kind.__name__}"})
    answers: list[Any] = [(each, "validation", TypeAdapter(each)) for each in shapes.ANSWERS]
    _, said = TypeAdapter.json_schemas(answers, ref_template=_REF)
    return {
        **schemas,
        **said["$defs"],
        "Outbox": {
            "type": "object",
            "required": ["items"],
            "properties": {
                "items": {"type": "array", "maxItems": MOST_ITEMS, "items": {"oneOf": items}}
            },
        },
        "Done": {
            "type": "object",
            "required": ["done"],
            "properties": {
                "done": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["id", "ok"],
                        "properties": {
                            "id": _TEXT,
                            "ok": {"type": "boolean"},
                            "seq": {"type": "integer"},
                            "code": _TEXT,
                            "sentence": _TEXT,
                        },
                    },
                },
                "now": {"type": "integer"},
            },
        },
        "Find": {
            "type": "object",
            "required": ["name"],
            "properties": {"name": {"type": "string", "minLength": 3, "maxLength": 100}},
        },
        "Refusal": {
            "type": "object",
            "required": ["code", "sentence"],
            "properties": {"code": _TEXT, "sentence": _TEXT},
        },
    }


def _query(name: str, schema: Json, told: str, *, needed: bool = False) -> Json:
    return {"name": name, "in": "query", "required": needed, "schema": schema,
            "description": told}  # fmt: skip


def _device() -> Json:
    return {"name": "X-Cafe-Device", "in": "header", "required": True, "schema": _KEY,
            "description": "What the device calls itself, always the same."}  # fmt: skip


def _sent(schema: Json) -> Json:
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def _open(told: str, answer: Answer, parameters: list[Json] | None = None) -> Json:
    return {
        "summary": told, "parameters": parameters or [], "responses": _responses(answer),
    }  # fmt: skip


def _for(told: str, answer: Answer, parameters: list[Json] | None = None) -> Json:
    return {**_open(told, answer, parameters), "security": [{"code": []}]}


def _responses(answer: Answer) -> Json:
    content = {"application/json": {"schema": _schema_of(answer)}}
    return {"200": {"description": "Done.", "content": content}, **_refusals()}


def _schema_of(answer: Answer) -> Json:
    """The schema of an answer by its class; any object where nothing is said."""
    match answer:
        case None:
            return {"type": "object"}
        case tuple():
            return {"oneOf": [_schema_of(each) for each in answer]}
        case dict():
            return answer
    return {"$ref": f"{_SCHEMAS}{answer.__name__}"}


def _refusals() -> Json:
    schema = {"$ref": f"{_SCHEMAS}Refusal"}
    return {
        "4XX": {
            "description": "Refused, with the sentence that says why.",
            "content": {"application/json": {"schema": schema}},
        }
    }
