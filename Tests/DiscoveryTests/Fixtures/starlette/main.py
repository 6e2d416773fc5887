from starlette.applications import Starlette
from starlette.responses import StreamingResponse
from starlette.routing import Route


async def feed(request):
    return StreamingResponse(iter(()), media_type="text/event-stream")


app = Starlette(routes=[Route("/feed", feed)])
