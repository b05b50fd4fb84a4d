#!/usr/bin/env bash
# For fetch and undici, an answer whose connection was reset half-way can be a success.
#
# Expected: an answer without a length ends when the server closes the connection. A reset is no close, but an error:
#   node:http rejects with ECONNRESET, and curl ends with status 56.
# Happens: undici's request and fetch resolve with the half that has arrived. So does the fetch of Node.js itself.
#   Who parses the text sees "Unexpected end of JSON input", and does not retry what is a fault of the network.
# Versions: undici 7.30.2; the fetch of Node.js 20 and newer.
# Source: onHttpSocketError in lib/dispatcher/client-h1.js: on ECONNRESET the parser is finished as if the connection was closed,
#   since macOS reports a reset for whole answers too.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY NODE_USE_ENV_PROXY || true
cat > main.js <<'JS'
const http = require("node:http");
const net = require("node:net");
const undici = require("undici");

const clients = {
  "undici.request": async (url) => (await undici.request(url)).body.text(),
  "undici.fetch": async (url) => (await undici.fetch(url)).text(),
  "fetch of Node.js": async (url) => (await fetch(url)).text(),
  "node:http": (url) =>
    new Promise((resolve, reject) =>
      http
        .get(url, (response) => {
          let text = "";
          response.on("data", (chunk) => (text += chunk));
          response.on("error", reject).on("end", () => resolve(text));
        })
        .on("error", reject),
    ),
};

async function main() {
  const server = net.createServer((socket) =>
    socket.on("error", () => {}).once("data", () => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"shops": [');
      setTimeout(() => socket.resetAndDestroy(), 100);
    }),
  );
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  for (const [name, get] of Object.entries(clients)) {
    const outcome = await get(`http://127.0.0.1:${server.address().port}/`).then(
      (text) => `success: ${text}`,
      (error) => `error: ${error.cause?.code ?? error.code}`,
    );
    console.log(`${name}: ${outcome}`);
    if (outcome.startsWith("success") !== (name !== "node:http")) process.exitCode = 1;
  }
  server.close();
}
main();
JS
npm install --silent --no-audit --no-fund --prefix "$folder" undici@7.30.2 > /dev/null
node main.js
