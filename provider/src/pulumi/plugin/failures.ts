/** Plugin: turns a problem into a status that the engine prints and, of a partial failure, records. */
import { Metadata, type StatusObject, status } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { SendcloudError } from "../../errors";

/** A resource that was changed in part: the engine records these outputs, and updates it in the next run. */
export interface Left {
  id: string;
  outputs: Struct;
}

/** The status of an error. A code that the engine knows to be harmless for the state says that nothing was done; what is no problem of ours is a bug, and is told with its stack. */
export function statusOf(
  error: unknown,
  left?: Left,
): Pick<StatusObject, "code" | "details"> & { metadata?: Metadata } {
  const details = error instanceof Error ? error.message : String(error);
  if (!(error instanceof SendcloudError)) {
    return {
      code: status.UNKNOWN,
      details: error instanceof Error ? (error.stack ?? details) : details,
    };
  }
  if (left === undefined) return { code: status.FAILED_PRECONDITION, details };
  const metadata = new Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(packed(details, left).serializeBinary()));
  return { code: status.UNKNOWN, details, metadata };
}

function packed(reason: string, { id, outputs }: Left): Status {
  const failed = new ErrorResourceInitFailed();
  failed.setId(id);
  failed.setProperties(outputs);
  failed.setReasonsList([reason]);
  const detail = new Any();
  detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const message = new Status();
  message.setCode(status.UNKNOWN);
  message.setMessage(reason);
  message.setDetailsList([detail]);
  return message;
}
