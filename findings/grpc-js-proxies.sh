#!/usr/bin/env bash
# gRPC for Node.js sends calls to the same machine through a proxy.
#
# Expected: a client that reads proxy variables reads them in both cases, as curl does for https, knows `no_proxy=*`,
#   and does not send 127.0.0.1 through a proxy that is there for the internet.
# Happens: `http_proxy` and `https_proxy` in lower case catch a call to 127.0.0.1, encrypted or not. The exception works in
#   lower case and for the literal address alone: `NO_PROXY`, `no_proxy=localhost` and `no_proxy=*` change nothing.
#   A provider of Pulumi talks to its engine this way, so behind such a proxy its log lines do not arrive.
# Versions: @grpc/grpc-js 1.14.7, Node.js 20 or newer.
# Source: build/src/http_proxy.js of the package. Its README documents the option `grpc.enable_http_proxy` only.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY grpc_proxy no_proxy NO_PROXY no_grpc_proxy npm_config_proxy || true
cat > main.js <<'JS'
const grpc = require("@grpc/grpc-js");
const net = require("node:net");
const same = (bytes) => bytes;
const service = {
  call: {
    path: "/echo/call",
    requestStream: false,
    responseStream: false,
    requestSerialize: same,
    requestDeserialize: same,
    responseSerialize: same,
    responseDeserialize: same,
  },
};
const expected = [
  [{}, 0],
  [{ HTTP_PROXY: "proxy", HTTPS_PROXY: "proxy" }, 0],
  [{ http_proxy: "proxy" }, 1],
  [{ https_proxy: "proxy" }, 1],
  [{ http_proxy: "proxy", NO_PROXY: "127.0.0.1" }, 1],
  [{ http_proxy: "proxy", no_proxy: "localhost" }, 1],
  [{ http_proxy: "proxy", no_proxy: "*" }, 1],
  [{ http_proxy: "proxy", no_proxy: "127.0.0.1" }, 0],
];

async function main() {
  const server = new grpc.Server();
  server.addService(service, { call: ({ request }, done) => done(null, request) });
  const port = await new Promise((resolve) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (_, port) => resolve(port)),
  );
  let tunnels = 0;
  const proxy = net.createServer((client) =>
    client.once("data", () => {
      tunnels += 1;
      client.write("HTTP/1.1 200 OK\r\n\r\n");
      client.pipe(net.connect(port, "127.0.0.1")).pipe(client);
    }),
  );
  await new Promise((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const Client = grpc.makeGenericClientConstructor(service, "echo");
  for (const [variables, through] of expected) {
    for (const [name, value] of Object.entries(variables))
      process.env[name] = value === "proxy" ? `http://127.0.0.1:${proxy.address().port}` : value;
    tunnels = 0;
    const client = new Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    await new Promise((resolve, reject) =>
      client.call(Buffer.from("x"), { deadline: Date.now() + 10_000 }, (error) => (error ? reject(error) : resolve())),
    );
    client.close();
    for (const name of Object.keys(variables)) delete process.env[name];
    console.log(`${JSON.stringify(variables)}: ${tunnels === 0 ? "direct" : "through the proxy"}`);
    if (tunnels !== through) process.exitCode = 1;
  }
  server.forceShutdown();
  proxy.close();
}
main();
JS
npm install --silent --no-audit --no-fund --prefix "$folder" @grpc/grpc-js@1.14.7 > /dev/null
node main.js
