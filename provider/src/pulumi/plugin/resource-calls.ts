/** Plugin: the calls about a resource as messages. What is reported during one stands under its resource. */
import type { handleUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { SendcloudError } from "../../errors";
import type { Plan } from "../../lifecycle/plan";
import { native } from "../tokens";
import { typeInUrn } from "../urns";
import { type Answer, unary } from "./answers";
import type { ConfiguredProvider } from "./configured-provider";
import type { EngineLog } from "./engine-log";
import type { Outcome, PluginResource } from "./plugin-resource";
import { decoded, encoded, secretNames } from "./structs";

export function resourceCalls(
  log: EngineLog,
  provider: () => ConfiguredProvider,
): UntypedServiceImplementation {
  function about<Request extends { getUrn(): string }, Response>(
    work: (request: Request, resource: PluginResource) => Promise<Answer<Response>>,
  ): handleUnaryCall<Request, Response> {
    return unary((request) =>
      log.during(request.getUrn(), async () => {
        const type = typeInUrn(request.getUrn());
        if (type === native.resource) return work(request, provider().resource);
        throw new SendcloudError(`there is no resource ${type}: there is ${native.resource}`);
      }),
    );
  }

  return {
    check: about(async (request: messages.CheckRequest, resource) => {
      const secrets = secretNames(request.getNews());
      const { inputs, failures } = await resource.check(request.getUrn(), {
        recorded: decoded(request.getOlds()),
        declared: decoded(request.getNews()),
        secrets,
      });
      const response = new messages.CheckResponse().setInputs(encoded(inputs, secrets));
      const failed = failures.map(({ property, reason }) =>
        new messages.CheckFailure().setProperty(property).setReason(reason),
      );
      return { response: response.setFailuresList(failed) };
    }),

    diff: about(async (request: messages.DiffRequest, resource) => {
      const recorded = decoded(request.getOldInputs());
      const plan = await resource.diff({ ...compared(request), recorded });
      return { response: diffResponse(plan, plan.replaces) };
    }),

    create: about(async (request: messages.CreateRequest, resource) => {
      const secrets = secretNames(request.getProperties());
      const inputs = decoded(request.getProperties());
      const isPreview = request.getPreview();
      const done = await resource.create(request.getUrn(), inputs, { secrets, isPreview });
      const response = new messages.CreateResponse().setId(done.id);
      return answer(done, secrets, (outputs) => response.setProperties(outputs));
    }),

    update: about(async (request: messages.UpdateRequest, resource) => {
      const asked = compared(request);
      const done = await resource.update({ ...asked, isPreview: request.getPreview() });
      const response = new messages.UpdateResponse();
      return answer(done, asked.secrets, (outputs) => response.setProperties(outputs));
    }),

    read: about(async (request: messages.ReadRequest, resource) => {
      const [recorded, declared] = [request.getProperties(), request.getInputs()];
      const { id, outputs, inputs } = await resource.read(
        request.getUrn(),
        request.getId(),
        decoded(recorded),
      );
      const secrets = secretNames(declared);
      const response = new messages.ReadResponse().setId(id);
      if (outputs === undefined || inputs === undefined) return { response };
      return {
        response: response
          .setProperties(encoded(outputs, [...secretNames(recorded), ...secrets]))
          .setInputs(encoded(inputs, secrets)),
      };
    }),

    delete: about(async (request: messages.DeleteRequest, resource) => {
      const { problem } = await resource.delete(
        request.getUrn(),
        request.getId(),
        decoded(request.getProperties()),
      );
      return problem === undefined ? { response: new Empty() } : { problem };
    }),
  };
}

/** What a diff and an update both ask. */
function compared(request: messages.DiffRequest | messages.UpdateRequest) {
  return {
    urn: request.getUrn(),
    id: request.getId(),
    outputs: decoded(request.getOlds()),
    inputs: decoded(request.getNews()),
    ignoreChanges: request.getIgnorechangesList(),
    secrets: secretNames(request.getNews()),
  };
}

function answer<Response>(
  { id, outputs, problem }: Outcome,
  secrets: readonly string[],
  response: (outputs: ReturnType<typeof encoded>) => Response,
): Answer<Response> {
  const recorded = outputs && encoded(outputs, secrets);
  if (problem !== undefined) return { problem, partial: recorded && { id, outputs: recorded } };
  if (recorded === undefined) throw new Error("an operation without a problem leaves outputs");
  return { response: response(recorded) };
}

const { Kind } = messages.PropertyDiff;

const kinds = {
  add: { stays: Kind.ADD, replaced: Kind.ADD_REPLACE },
  delete: { stays: Kind.DELETE, replaced: Kind.DELETE_REPLACE },
  update: { stays: Kind.UPDATE, replaced: Kind.UPDATE_REPLACE },
} as const;

/** What differs, as the engine shows it: a line for each setting. */
export function diffResponse(
  { changes, differences }: Pick<Plan, "changes" | "differences">,
  replaces: readonly string[],
): messages.DiffResponse {
  const { DIFF_SOME, DIFF_NONE } = messages.DiffResponse.DiffChanges;
  const response = new messages.DiffResponse()
    .setChanges(changes ? DIFF_SOME : DIFF_NONE)
    .setReplacesList([...replaces])
    .setDiffsList(differences.map(({ property }) => property))
    // A replacement, also one that the option replaceOnChanges asks for, inherits what the replaced resource remembers.
    .setDeletebeforereplace(true)
    .setHasdetaileddiff(true);
  for (const { property, kind } of differences) {
    const place = replaces.includes(property) ? "replaced" : "stays";
    response
      .getDetaileddiffMap()
      .set(property, new messages.PropertyDiff().setKind(kinds[kind][place]));
  }
  return response;
}
