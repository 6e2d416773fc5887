from starlette.responses import StreamingResponse


def order_stream():
    return StreamingResponse(iter([]), media_type="text/event-stream")
