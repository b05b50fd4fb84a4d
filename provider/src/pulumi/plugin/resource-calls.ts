/** Plugin: the calls about a resource, which are the same for each kind. What is told during one stands under its resource. */
import type { handleUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { SecretPaths } from "../../settings/secrets";
import { type Answer, checked, unary } from "./answers";
import type { Configured } from "./configured";
import { diffResponse } from "./detailed-diff";
import type { EngineLog } from "./engine-log";
import type { Comparison, Kind, Outcome, Subject } from "./kinds";
import { decoded, encodedWith, secretPaths } from "./values";

export function resourceCalls(
  log: EngineLog,
  configured: Configured,
): UntypedServiceImplementation {
  function about<Request extends { getUrn(): string }, Response>(
    work: (request: Request, kind: Kind) => Promise<Answer<Response>>,
  ): handleUnaryCall<Request, Response> {
    return unary((request) =>
      log.during(request.getUrn(), async () =>
        work(request, await configured.kindOf(request.getUrn())),
      ),
    );
  }

  return {
    check: about(async (request: messages.CheckRequest, kind) => {
      const secrets = secretPaths(request.getNews());
      const how = { olds: decoded(request.getOlds()), secrets };
      return {
        response: checked(
          await kind.check(request.getUrn(), decoded(request.getNews()), how),
          secrets,
        ),
      };
    }),

    diff: about(async (request: messages.DiffRequest, kind) => {
      const [outputs, inputs] = [decoded(request.getOlds()), decoded(request.getNews())];
      const how = { olds: decoded(request.getOldInputs()), ...asked(request) };
      return { response: diffResponse(await kind.diff(subject(request), outputs, inputs, how)) };
    }),

    create: about(async (request: messages.CreateRequest, kind) => {
      const secrets = secretPaths(request.getProperties());
      const done = await kind.create(request.getUrn(), decoded(request.getProperties()), {
        preview: request.getPreview(),
        secrets,
      });
      return answer(done, secrets, (outputs) =>
        new messages.CreateResponse().setId(done.id).setProperties(outputs),
      );
    }),

    update: about(async (request: messages.UpdateRequest, kind) => {
      const [outputs, inputs] = [decoded(request.getOlds()), decoded(request.getNews())];
      const how = { preview: request.getPreview(), ...asked(request) };
      const done = await kind.update(subject(request), outputs, inputs, how);
      return answer(done, how.secrets, (recorded) =>
        new messages.UpdateResponse().setProperties(recorded),
      );
    }),

    read: about(async (request: messages.ReadRequest, kind) => {
      const { id, outputs, inputs } = await kind.read(
        subject(request),
        decoded(request.getProperties()),
      );
      return {
        response: new messages.ReadResponse()
          .setId(id)
          .setProperties(
            outputs &&
              encodedWith(outputs, [
                ...secretPaths(request.getProperties()),
                ...secretPaths(request.getInputs()),
              ]),
          )
          .setInputs(inputs && encodedWith(inputs, secretPaths(request.getInputs()))),
      };
    }),

    delete: about(async (request: messages.DeleteRequest, kind) => {
      const problem = await kind.delete(subject(request), decoded(request.getProperties()));
      return problem === undefined ? { response: new Empty() } : { problem };
    }),
  };
}

function answer<Response>(
  { id, outputs, problem }: Outcome,
  secrets: SecretPaths,
  response: (outputs: Struct) => Response,
): Answer<Response> {
  const recorded = outputs && encodedWith(outputs, secrets);
  if (problem !== undefined) return { problem, left: recorded && { id, outputs: recorded } };
  if (recorded === undefined) throw new Error("an operation without a problem leaves outputs");
  return { response: response(recorded) };
}

function subject(request: { getUrn(): string; getId(): string }): Subject {
  return { urn: request.getUrn(), id: request.getId() };
}

/** What a diff and an update both ask beside the values. */
function asked(
  request: messages.DiffRequest | messages.UpdateRequest,
): Pick<Comparison, "ignoreChanges" | "secrets" | "recordedSecrets"> {
  return {
    ignoreChanges: request.getIgnorechangesList(),
    secrets: secretPaths(request.getNews()),
    recordedSecrets: secretPaths(request.getOlds()),
  };
}
