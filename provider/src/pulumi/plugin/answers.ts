/** Plugin: how a call is answered: by a message, or by the status of a problem. */
import type { handleUnaryCall } from "@grpc/grpc-js";
import { CheckFailure, CheckResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { SendcloudError } from "../../errors";
import type { Failure } from "../../settings/check";
import type { SecretPaths } from "../../settings/secrets";
import type { Properties } from "../../values";
import { type Left, statusOf } from "./failures";
import { encodedWith } from "./values";

/** What a call comes to. With what is left of a resource beside a problem, the engine records that. */
export type Answer<Response> =
  { response: Response } | { problem: SendcloudError; left?: Left | undefined };

/** The work of a call. */
export type Work<Response> = Answer<Response> | Promise<Answer<Response>>;

/** A handler of a call. Errors that are thrown become statuses too. */
export function unary<Request, Response>(
  work: (request: Request) => Work<Response>,
): handleUnaryCall<Request, Response> {
  return ({ request }, send) => {
    Promise.resolve(request)
      .then(work)
      .then(
        (answer) =>
          "problem" in answer
            ? send(statusOf(answer.problem, answer.left))
            : send(null, answer.response),
        (error: unknown) => send(statusOf(error)),
      );
  };
}

/** What was checked, and what is wrong with it. */
export function checked(
  { inputs, failures }: { inputs: Properties; failures: readonly Failure[] },
  secrets: SecretPaths = [],
): CheckResponse {
  return new CheckResponse()
    .setInputs(encodedWith(inputs, secrets))
    .setFailuresList(failures.map(failureOf));
}

export function failureOf({ property, reason }: Failure): CheckFailure {
  return new CheckFailure().setProperty(property).setReason(reason);
}
