/** Plugin: reports lines to the engine, which hides what a plugin prints itself. */
import { AsyncLocalStorage } from "node:async_hooks";
import { credentials, Metadata } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** How long the engine may take for a line, in milliseconds: a line that cannot be reported delays nothing for longer. */
const deadline = 3_000;

/** The lines of a plugin, each under the resource whose call it belongs to. */
export class EngineLog {
  private readonly calls = new AsyncLocalStorage<{ urn: string; sent: Promise<void>[] }>();
  private engine: EngineClient | undefined;

  /** Reports to the engine at this address from now on. It is on this machine: no proxy may stand between. */
  connect(address: string | undefined): void {
    if (address === undefined || address === "") return;
    this.engine?.close();
    this.engine = new EngineClient(address, credentials.createInsecure(), {
      "grpc.enable_http_proxy": 0,
    });
  }

  readonly tell = (line: string): void => {
    const call = this.calls.getStore();
    const sent = this.send(line, call?.urn ?? "");
    call?.sent.push(sent);
  };

  /** Does the work of a call about a resource. Its lines are printed before the call is answered, or they would come too late. */
  async during<Of>(urn: string, work: () => Promise<Of>): Promise<Of> {
    const sent: Promise<void>[] = [];
    try {
      return await this.calls.run({ urn, sent }, work);
    } finally {
      await Promise.all(sent);
    }
  }

  private send(line: string, urn: string): Promise<void> {
    const { engine } = this;
    if (engine === undefined) return Promise.resolve();
    const warning = "warning: ";
    const isWarning = line.startsWith(warning);
    const request = new LogRequest()
      .setUrn(urn)
      .setMessage(isWarning ? line.slice(warning.length) : line)
      .setSeverity(isWarning ? LogSeverity.WARNING : LogSeverity.INFO);
    // An engine that is gone prints nothing: the watchdog ends this process.
    return new Promise(
      (resolve) =>
        void engine.log(request, new Metadata(), { deadline: Date.now() + deadline }, () => {
          resolve();
        }),
    );
  }
}
