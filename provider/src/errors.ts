/** What can go wrong, told so that a shop operator knows what to do. No message ever holds a key or a URL's path. */
import type { SettingName } from "./settings/types";

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

/** No complete answer arrived. */
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

/** An answer arrived that is not what the API documents. */
export class ResponseError extends SendcloudError {
  override readonly name = "ResponseError";
}

/** A change was sent, but Sendcloud does not hold it, or may not: the state records what is known. */
export class UnconfirmedError extends SendcloudError {
  override readonly name = "UnconfirmedError";

  constructor(
    message: string,
    /** The settings that Sendcloud does not hold as they were sent, or may not. */
    readonly names: readonly SettingName[],
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
