/** Plugin: the calls about a resource, which are the same for each kind. What is told during one stands under its resource. */
import type { handleUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type Answer, checked, unary } from "./answers";
import type { Configured } from "./configured";
import { diffResponse } from "./detailed-diff";
import type { EngineLog } from "./engine-log";
import type { Kind, Outcome, Subject } from "./kinds";
import { decoded, encoded } from "./values";

export function resourceCalls(log: EngineLog, configured: Configured): UntypedServiceImplementation {
  function about<Request extends { getUrn(): string }, Response>(
    work: (request: Request, kind: Kind) => Promise<Answer<Response>>,
  ): handleUnaryCall<Request, Response> {
    return unary((request) => log.during(request.getUrn(), async () => work(request, await configured.kindOf(request.getUrn()))));
  }

  return {
    check: about(async (request: messages.CheckRequest, kind) => {
      return { response: checked(await kind.check(request.getUrn(), decoded(request.getNews()), decoded(request.getOlds()))) };
    }),

    diff: about(async (request: messages.DiffRequest, kind) => {
      const [outputs, inputs] = [decoded(request.getOlds()), decoded(request.getNews())];
      const how = { olds: decoded(request.getOldInputs()), ignoreChanges: request.getIgnorechangesList() };
      return { response: diffResponse(await kind.diff(subject(request), outputs, inputs, how)) };
    }),

    create: about(async (request: messages.CreateRequest, kind) => {
      const done = await kind.create(request.getUrn(), decoded(request.getProperties()), request.getPreview());
      return answer(done, (outputs) => new messages.CreateResponse().setId(done.id).setProperties(outputs));
    }),

    update: about(async (request: messages.UpdateRequest, kind) => {
      const [outputs, inputs] = [decoded(request.getOlds()), decoded(request.getNews())];
      const how = { preview: request.getPreview(), ignoreChanges: request.getIgnorechangesList() };
      const done = await kind.update(subject(request), outputs, inputs, how);
      return answer(done, (recorded) => new messages.UpdateResponse().setProperties(recorded));
    }),

    read: about(async (request: messages.ReadRequest, kind) => {
      const { id, outputs, inputs } = await kind.read(subject(request), decoded(request.getProperties()));
      return {
        response: new messages.ReadResponse()
          .setId(id)
          .setProperties(outputs && encoded(outputs))
          .setInputs(inputs && encoded(inputs)),
      };
    }),

    delete: about(async (request: messages.DeleteRequest, kind) => {
      const problem = await kind.delete(subject(request), decoded(request.getProperties()));
      return problem === undefined ? { response: new Empty() } : { problem };
    }),
  };
}

function answer<Response>({ id, outputs, problem }: Outcome, response: (outputs: Struct) => Response): Answer<Response> {
  if (problem !== undefined) return { problem, left: outputs && { id, outputs } };
  if (outputs === undefined) throw new Error("an operation without a problem leaves outputs");
  return { response: response(encoded(outputs)) };
}

function subject(request: { getUrn(): string; getId(): string }): Subject {
  return { urn: request.getUrn(), id: request.getId() };
}
