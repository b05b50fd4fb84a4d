/** Plugin: how a call is answered: by a message, or by the status of a problem. */
import { type handleUnaryCall, Metadata, status, type StatusObject } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { SendcloudError } from "../../errors";

/** A resource that was changed in part: the engine records these outputs, and updates it in the next run. */
export interface PartialState {
  id: string;
  outputs: Struct;
}

/** What a call comes to. With a partial state beside a problem, the engine records that. */
export type Answer<Response> =
  { response: Response } | { problem: SendcloudError; partial?: PartialState | undefined };

/** A handler of a call. Errors that are thrown become statuses too. */
export function unary<Request, Response>(
  work: (request: Request) => Answer<Response> | Promise<Answer<Response>>,
): handleUnaryCall<Request, Response> {
  return ({ request }, send) => {
    Promise.resolve(request)
      .then(work)
      .then(
        (answer) =>
          "problem" in answer
            ? send(statusOf(answer.problem, answer.partial))
            : send(null, answer.response),
        (error: unknown) => send(statusOf(error)),
      );
  };
}

/**
 * The status of an error. A code that the engine knows to be harmless for the state says that nothing was done. An error
 * that is not ours is a bug, and shows its stack.
 */
function statusOf(
  error: unknown,
  partial?: PartialState,
): Pick<StatusObject, "code" | "details"> & { metadata?: Metadata } {
  const details = error instanceof Error ? error.message : String(error);
  if (!(error instanceof SendcloudError)) {
    const stack = error instanceof Error ? error.stack : undefined;
    return { code: status.UNKNOWN, details: stack ?? details };
  }
  if (partial === undefined) return { code: status.FAILED_PRECONDITION, details };
  const metadata = new Metadata();
  const packed = packedStatus(details, partial).serializeBinary();
  metadata.set("grpc-status-details-bin", Buffer.from(packed));
  return { code: status.UNKNOWN, details, metadata };
}

function packedStatus(reason: string, { id, outputs }: PartialState): Status {
  const failed = new ErrorResourceInitFailed().setId(id).setProperties(outputs);
  failed.setReasonsList([reason]);
  const detail = new Any();
  detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  return new Status().setCode(status.UNKNOWN).setMessage(reason).setDetailsList([detail]);
}
