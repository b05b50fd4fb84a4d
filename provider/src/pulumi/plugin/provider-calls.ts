/** Plugin: the calls about the provider itself: its schema, its configuration, its functions, and the end of a run. */
import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { type PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { version } from "../../config/sources";
import { SendcloudError } from "../../errors";
import { unary } from "./answers";
import type { ConfiguredProvider, ProviderOptions } from "./configured-provider";
import type { EngineLog } from "./engine-log";
import { diffResponse } from "./resource-calls";
// eslint-disable-next-line @typescript-eslint/no-require-imports -- a default import needs esModuleInterop, which adds a helper to every compiled file
import schema = require("./schema.json");
import { decoded, encoded, secretNames } from "./structs";

/** The schema, as languages and the engine ask for it. `npm run docs` makes it from the list of settings. */
export function schemaText(): string {
  return JSON.stringify({ ...schema, version });
}

const loadProvider = () => import("./configured-provider.js");

/** The calls, and the provider that the last `Configure` made. */
export function providerCalls(
  log: EngineLog,
  options: ProviderOptions,
): { calls: UntypedServiceImplementation; provider: () => ConfiguredProvider } {
  let configured: ConfiguredProvider | undefined;

  function provider(): ConfiguredProvider {
    if (configured !== undefined) return configured;
    throw new SendcloudError("the provider is used before it is configured");
  }

  const calls: UntypedServiceImplementation = {
    /** References to resources and outputs are not taken: the engine then sends values alone, and says which are secrets. */
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

    checkConfig: unary((request: messages.CheckRequest) =>
      log.during(request.getUrn(), async () => {
        const { checkConfiguration } = await loadProvider();
        const news = decoded(request.getNews());
        const secrets = secretNames(request.getNews());
        const { inputs, failures, warnings } = checkConfiguration(request.getUrn(), news);
        warnings.forEach((text) => log.tell(`warning: ${text}`));
        const response = new messages.CheckResponse()
          .setInputs(encoded(inputs, secrets))
          .setFailuresList(failures.map((reason) => new messages.CheckFailure().setReason(reason)));
        return { response };
      }),
    ),

    diffConfig: unary(async (request: messages.DiffRequest) => {
      const { compareConfigurations } = await loadProvider();
      const [before, after] = [decoded(request.getOlds()), decoded(request.getNews())];
      const { changes, replaces } = compareConfigurations(before, after);
      const differences = changes.map((property) => ({ property, kind: "update" }) as const);
      return { response: diffResponse({ changes: changes.length > 0, differences }, replaces) };
    }),

    configure: unary((request: messages.ConfigureRequest) => {
      const urn = request.getUrn() ?? "";
      return log.during(urn, async () => {
        const { createConfigured, plainTextWarnings } = await loadProvider();
        const args = decoded(request.getArgs());
        configured = createConfigured(args, log, options);
        for (const text of plainTextWarnings(urn, args, secretNames(request.getArgs())))
          log.tell(`warning: ${text}`);
        const response = new messages.ConfigureResponse();
        return { response: response.setSupportspreview(true).setAcceptsecrets(true) };
      });
    }),

    invoke: unary(async (request: messages.InvokeRequest) => {
      const response = new messages.InvokeResponse();
      const token = request.getTok();
      try {
        const args = decoded(request.getArgs());
        const found = await log.during("", () => provider().invoke(token, args));
        // What is found by a secret is one.
        const isSecret = secretNames(request.getArgs()).length > 0;
        return { response: response.setReturn(encoded(found, isSecret ? Object.keys(found) : [])) };
      } catch (error) {
        if (!(error instanceof SendcloudError)) throw error;
        // The hosts of languages print a property in any case.
        const failure = new messages.CheckFailure().setProperty(token).setReason(error.message);
        return { response: response.setFailuresList([failure]) };
      }
    }),

    cancel: unary(() => {
      configured?.cancel();
      return { response: new Empty() };
    }),
  };
  return { calls, provider };
}
