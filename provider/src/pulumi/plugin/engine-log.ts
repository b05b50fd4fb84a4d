/** Plugin: tells the engine what to print. It hides what a plugin writes itself. */
import { AsyncLocalStorage } from "node:async_hooks";
import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** The lines of a plugin, each under the resource whose call it belongs to. */
export interface EngineLog {
  /** Tells the engine at this address from now on; none unless given. */
  connect(address: string | undefined): void;
  tell: (line: string) => void;
  /** Does the work of a call about a resource. What it tells is printed before the call is answered, or its lines would come too late. */
  during<Of>(urn: string, work: () => Promise<Of>): Promise<Of>;
}

export function createEngineLog(): EngineLog {
  const calls = new AsyncLocalStorage<{ urn: string; told: Promise<void>[] }>();
  let engine: EngineClient | undefined;

  function send(line: string, urn: string): Promise<void> {
    const client = engine;
    if (client === undefined) return Promise.resolve();
    const [, warns, message = line] = /^(warning: )?([^]*)$/.exec(line) ?? [];
    const request = new LogRequest();
    request.setUrn(urn);
    request.setMessage(message);
    request.setSeverity(warns === undefined ? LogSeverity.INFO : LogSeverity.WARNING);
    // An engine that is gone prints nothing: the watchdog ends this process.
    return new Promise((resolve) => void client.log(request, () => resolve()));
  }

  return {
    connect(address) {
      if (address === undefined || address === "") return;
      engine?.close();
      engine = new EngineClient(address, credentials.createInsecure());
    },
    tell(line) {
      const call = calls.getStore();
      const told = send(line, call?.urn ?? "");
      call?.told.push(told);
    },
    async during(urn, work) {
      const told: Promise<void>[] = [];
      try {
        return await calls.run({ urn, told }, work);
      } finally {
        await Promise.all(told);
      }
    },
  };
}
