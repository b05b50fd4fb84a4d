/** What can go wrong, each with what an operator can do about it. No message ever holds a key, or more of a URL than its host. */

/** The base of every error of this package. */
export class SendcloudError extends Error {
  override readonly name: string = "SendcloudError";
}

/** Keys or base URL are missing or malformed: nothing was sent. */
export class ConfigurationError extends SendcloudError {
  override readonly name = "ConfigurationError";
}

/** Sendcloud responded with an error status. */
export class ApiError extends SendcloudError {
  override readonly name = "ApiError";

  constructor(
    message: string,
    /** The HTTP status of the response; below 300 where a response that looks like a success refuses something. */
    readonly status: number,
    /** The settings that the response names, as programs write them. */
    readonly names: readonly string[] = [],
    /** The message without its advice. */
    readonly reason = message,
  ) {
    super(message);
  }
}

/** No complete response arrived. */
export class ConnectionError extends SendcloudError {
  override readonly name = "ConnectionError";

  constructor(
    message: string,
    /** Whether the request may have arrived: not where no connection was ever made. */
    readonly mayHaveArrived: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A response arrived that is not what the API documents. */
export class ResponseError extends SendcloudError {
  override readonly name = "ResponseError";
}

/** A change was sent, but Sendcloud does not have it, or may not have it: the state records what is known. */
export class UnconfirmedError extends SendcloudError {
  override readonly name = "UnconfirmedError";
}

/** The command was cancelled before the request was sent. */
export class CancelledError extends SendcloudError {
  override readonly name = "CancelledError";

  constructor(request = "the request", options?: ErrorOptions) {
    super(`the command was cancelled before ${request} was sent: run it again`, options);
  }
}
