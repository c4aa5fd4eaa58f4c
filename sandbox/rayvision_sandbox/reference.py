"""The published spec over HTTP: every file under its own name, and the reference to browse at `/docs`."""

from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

# RFC 9512 and RFC 7763 name the types of YAML and Markdown; what Python knows of them depends on the machine.
MEDIA_TYPES = {
    "html": "text/html",
    "json": "application/json",
    "md": "text/markdown",
    "yaml": "application/yaml",
}


def routes() -> list[Route]:
    """List the routes to the spec."""
    published = sorted(files("rayvision_spec").iterdir(), key=lambda file: file.name)
    served = [_route(f"/{file.name}", file) for file in published if _ending(file) in MEDIA_TYPES]
    return [*served, _route("/docs", files("rayvision_spec") / "reference.html")]


def _route(path: str, file: Traversable) -> Route:
    media_type = MEDIA_TYPES[_ending(file)]

    async def answer(_request: Request) -> Response:
        return Response(file.read_bytes(), media_type=media_type)

    return Route(path, answer, methods=["GET"])


def _ending(file: Traversable) -> str:
    return file.name.rpartition(".")[2]
