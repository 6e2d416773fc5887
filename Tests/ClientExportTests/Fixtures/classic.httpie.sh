# Commands written by fluidtop.

# Stream real-time notifications
# GET /notifications/stream
http --ignore-stdin --stream GET "http://127.0.0.1:8000/notifications/stream?user_id=$USER_ID" \
  'Accept:text/event-stream'

# Stream file download
# GET /files/{file_id}/download
# Percent-encode FILE_ID: nothing else does it here.
http --ignore-stdin --download GET "http://127.0.0.1:8000/files/$FILE_ID/download"

# Stream a large analytics dataset
# GET /analytics/stream
http --ignore-stdin --stream GET 'http://127.0.0.1:8000/analytics/stream' \
  'Accept:application/x-ndjson'

# GET /logs/stream
http --ignore-stdin --stream GET 'http://127.0.0.1:8000/logs/stream'

# Answer in deltas
# POST /chat/stream
http --ignore-stdin --stream POST 'http://127.0.0.1:8000/chat/stream' \
  'Accept:text/event-stream' \
  'Content-Type:application/json' \
  --raw='{"message":"string"}'

# GET /users/{user_id}
http --ignore-stdin GET "http://127.0.0.1:8000/users/$USER_ID"
