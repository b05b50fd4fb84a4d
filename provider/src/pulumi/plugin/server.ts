/** Plugin: the gRPC server, on a port of this machine alone. */
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { EngineLog } from "./engine-log";
import { providerCalls } from "./provider-calls";
import { createConfigured, type ProviderOptions } from "./configured";
import { resourceCalls } from "./resource-calls";

/** The most that a message may have, in bytes: the engine's own limit. */
const maxMessage = 400 * 1024 * 1024;

/** Listens, and returns the port. A call that is not implemented here is answered so, which the engine expects. */
export function serve(log: EngineLog, options: ProviderOptions): Promise<number> {
  const server = new Server({
    "grpc.max_receive_message_length": maxMessage,
    "grpc.max_send_message_length": maxMessage,
  });
  const configured = createConfigured(log, options);
  server.addService(ResourceProviderService, {
    ...providerCalls(log, configured),
    ...resourceCalls(log, configured),
  });
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
}
