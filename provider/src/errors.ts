/** What can go wrong, told so that a shop operator knows what to do. No message ever holds a key or a URL's path. */

/** The base of every error of this package. */
export class SendcloudError extends Error {
  override readonly name: string = "SendcloudError";
}

/** Keys or base URL are missing or malformed: nothing was sent. */
export class ConfigurationError extends SendcloudError {
  override readonly name = "ConfigurationError";
}

/** Sendcloud answered, and refused. */
export class ApiError extends SendcloudError {
  override readonly name = "ApiError";

  constructor(
    message: string,
    /** The HTTP status of the answer. */
    readonly status: number,
  ) {
    super(message);
  }
}

/** No complete answer arrived. A PATCH may or may not have been applied. */
export class ConnectionError extends SendcloudError {
  override readonly name = "ConnectionError";
}

/** An answer arrived that is not what the API documents. */
export class ResponseError extends SendcloudError {
  override readonly name = "ResponseError";
}
