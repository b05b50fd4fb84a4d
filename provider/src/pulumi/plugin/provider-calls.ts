/** Plugin: the calls about the provider itself: its schema, its configuration, its functions, and the end of a run. */
import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { type PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { version } from "../../config/sources";
import { SendcloudError } from "../../errors";
import { checked, failureOf, unary } from "./answers";
import type { Configured } from "./configured";
import { diffResponse } from "./detailed-diff";
import type { EngineLog } from "./engine-log";
import { schemaText } from "./schema-text";
import { decoded, encodedWith, secretPaths } from "./values";

export function providerCalls(
  log: EngineLog,
  configured: Configured,
): UntypedServiceImplementation {
  return {
    /** References to resources and outputs are not taken: the engine then tells values alone. Which values are secret it says. */
    handshake: unary((request: messages.ProviderHandshakeRequest) => {
      log.connect(request.getEngineAddress());
      return { response: new messages.ProviderHandshakeResponse().setAcceptSecrets(true) };
    }),

    attach: unary((request: PluginAttach) => {
      log.connect(request.getAddress());
      return { response: new Empty() };
    }),

    getPluginInfo: unary(() => ({ response: new PluginInfo().setVersion(version) })),

    getSchema: unary(() => ({
      response: new messages.GetSchemaResponse().setSchema(schemaText()),
    })),

    checkConfig: unary(async (request: messages.CheckRequest) => {
      const { checkConfiguration } = await configured.core();
      return {
        response: checked(checkConfiguration(request.getUrn(), decoded(request.getNews()))),
      };
    }),

    diffConfig: unary(async (request: messages.DiffRequest) => {
      const { compareConfigurations } = await configured.core();
      const { changes, replaces } = compareConfigurations(
        decoded(request.getOlds()),
        decoded(request.getNews()),
      );
      const differences = changes.map((property) => ({ property, kind: "update" }) as const);
      return { response: diffResponse({ changes: changes.length > 0, replaces, differences }) };
    }),

    configure: unary(async (request: messages.ConfigureRequest) => {
      await configured.begin(decoded(request.getArgs()));
      return {
        response: new messages.ConfigureResponse().setSupportspreview(true).setAcceptsecrets(true),
      };
    }),

    invoke: unary(async (request: messages.InvokeRequest) => {
      const response = new messages.InvokeResponse();
      try {
        const found = await log.during("", () =>
          configured.invoke(request.getTok(), decoded(request.getArgs())),
        );
        // What is found by a secret is one.
        const isSecret = secretPaths(request.getArgs()).length > 0;
        return {
          response: response.setReturn(
            encodedWith(found, isSecret ? Object.keys(found).map((name) => [name]) : []),
          ),
        };
      } catch (error) {
        if (!(error instanceof SendcloudError)) throw error;
        // The hosts of languages print a property in any case.
        const property = request.getTok();
        return {
          response: response.setFailuresList([
            failureOf({ property, reason: error.message, settings: [] }),
          ]),
        };
      }
    }),

    cancel: unary(() => {
      configured.cancel();
      return { response: new Empty() };
    }),
  };
}
