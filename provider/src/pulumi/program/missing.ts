/** Program process: leaves out outputs without a value. The SDK sends a secret `undefined` as `null`, which would clear the setting. */
import * as pulumi from "@pulumi/pulumi";
import { isLater, programError } from "./context";
import { withoutFacts } from "./facts";

/** The properties, of which an output that turns out to be `undefined` is not sent. A plain value costs nothing. */
export function sentIfPresent(properties: object | undefined): pulumi.Inputs {
  return Object.fromEntries(
    Object.entries(withoutFacts(properties ?? {})).map(([name, value]: [string, unknown]) => [
      name,
      ifPresent(value),
    ]),
  );
}

/** Ends the program where the arguments are an output as a whole: the SDK takes outputs within them only. */
export function refuseLater(name: string, args: unknown): void {
  if (!isLater(args)) return;
  throw programError(
    `resource '${name}': the arguments must be an object, not an Output or a Promise. Pass its members one by one, such as { integrationId: shop.integrationId }`,
  );
}

/** The same of one value. */
export function ifPresent(value: unknown): unknown {
  if (!isLater(value)) return value;
  const output: object = pulumi.output(value);
  if (!isReadable(output)) return value;
  // What fails is left to the SDK, which reports it.
  const isMissing = Promise.all([output.isKnown, output.promise(true)]).then(
    ([known, found]) => known && found === undefined,
    () => false,
  );
  return pulumi.output(isMissing.then((missing) => (missing ? undefined : output)));
}

/** What the SDK itself reads of an output that it sends. */
interface Readable {
  isKnown: Promise<boolean>;
  promise: (withUnknowns: true) => Promise<unknown>;
}

function isReadable(output: object): output is Readable {
  return "isKnown" in output && "promise" in output && typeof output.promise === "function";
}
