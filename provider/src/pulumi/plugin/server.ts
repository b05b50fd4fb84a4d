/** Plugin: its start, and its gRPC server, on a port of this machine alone. */
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { engineAmong, watchEngine } from "../engine-watch";
import type { ProviderOptions } from "./configured-provider";
import { EngineLog } from "./engine-log";
import { providerCalls } from "./provider-calls";
import { resourceCalls } from "./resource-calls";

/** The most that a message may have, in bytes: the engine's own limit. */
const maxMessage = 400 * 1024 * 1024;

/** Starts the plugin. The engine runs it with its own address, and reads the plugin's port from the first line. */
export async function start(options: ProviderOptions = {}): Promise<void> {
  const engine = engineAmong(process.argv.slice(2));
  const log = new EngineLog();
  log.connect(engine);
  watchEngine(engine, () => process.exit());
  process.stdout.write(`${await serve(log, options)}\n`);
}

/** Listens, and returns the port. A call that is not implemented here is answered so, which the engine expects. */
function serve(log: EngineLog, options: ProviderOptions): Promise<number> {
  const server = new Server({
    "grpc.max_receive_message_length": maxMessage,
    "grpc.max_send_message_length": maxMessage,
  });
  const { calls, provider } = providerCalls(log, options);
  server.addService(ResourceProviderService, { ...calls, ...resourceCalls(log, provider) });
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
}
