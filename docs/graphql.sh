# graphql <system> <operation> [options of curl]: asks the hub of this machine in the name of a development system.
graphql() {
  curl -sS http://127.0.0.1:4000/graphql "${@:3}" \
    -H "authorization: Bearer $(npm run -s selfsame -- token --system "$1")" \
    -H 'content-type: application/json' \
    -d "$(node -p 'JSON.stringify({ query: process.argv[1] })' "$2")"
  echo
}
