/** Plugin: the calls about the provider itself: its schema, its configuration, its functions, and the end of a run. */
import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { type PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { version } from "../../api/version";
import { SendcloudError } from "../../errors";
import { checked, failureOf, unary } from "./answers";
import type { Configured } from "./configured";
import { diffResponse } from "./detailed-diff";
import type { EngineLog } from "./engine-log";
import { schemaText } from "./schema-text";
import { decoded, encoded } from "./values";

export function providerCalls(log: EngineLog, configured: Configured): UntypedServiceImplementation {
  return {
    /** Secrets, references to resources and outputs are not taken: the engine then tells values alone, and marks secrets again by name. */
    handshake: unary((request: messages.ProviderHandshakeRequest) => {
      log.connect(request.getEngineAddress());
      return { response: new messages.ProviderHandshakeResponse() };
    }),

    attach: unary((request: PluginAttach) => {
      log.connect(request.getAddress());
      return { response: new Empty() };
    }),

    getPluginInfo: unary(() => ({ response: new PluginInfo().setVersion(version) })),

    getSchema: unary(() => ({ response: new messages.GetSchemaResponse().setSchema(schemaText()) })),

    checkConfig: unary(async (request: messages.CheckRequest) => {
      const { checkConfiguration } = await configured.core();
      return { response: checked(checkConfiguration(request.getUrn(), decoded(request.getNews()))) };
    }),

    diffConfig: unary(async (request: messages.DiffRequest) => {
      const { compareConfigurations } = await configured.core();
      const { changes, replaces } = compareConfigurations(decoded(request.getOlds()), decoded(request.getNews()));
      const differences = changes.map((property) => ({ property, kind: "update" }) as const);
      return { response: diffResponse({ changes: changes.length > 0, replaces, differences }) };
    }),

    configure: unary(async (request: messages.ConfigureRequest) => {
      await configured.begin(decoded(request.getArgs()));
      return { response: new messages.ConfigureResponse().setSupportspreview(true) };
    }),

    invoke: unary(async (request: messages.InvokeRequest) => {
      const response = new messages.InvokeResponse();
      try {
        const found = await log.during("", () => configured.invoke(request.getTok(), decoded(request.getArgs())));
        return { response: response.setReturn(encoded(found)) };
      } catch (error) {
        if (!(error instanceof SendcloudError)) throw error;
        // The hosts of languages print a property in any case.
        const property = request.getTok();
        return { response: response.setFailuresList([failureOf({ property, reason: error.message })]) };
      }
    }),

    cancel: unary(() => {
      configured.cancel();
      return { response: new Empty() };
    }),
  };
}
