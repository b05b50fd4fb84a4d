/** `pulumi-sendcloud emulate`: an emulator in a terminal, until it is interrupted. Each behaviour of Sendcloud is an option. */
import { Command, InvalidArgumentError, Option } from "commander";
import { acceptances, expiries } from "../../emulator/behaviours";
import { blanks, clearings } from "../../emulator/blank";
import { type Emulator, startEmulator } from "../../emulator/emulator";
import { errorSpellings } from "../../emulator/error-spellings";
import { normalizations } from "../../emulator/normalize";
import { linkStyles } from "../../emulator/pages";
import { recordShapes } from "../../emulator/record-shapes";
import { type EmulateFlags, emulatorOptions } from "./flags";
import { requestLine } from "./line";
import { limits, numberFrom, numbers, oneOf } from "./parse";

const option = (flags: string, description: string): Option => new Option(flags, description);

/** A parser whose errors commander shows as errors of the option. */
function taking<Value, Previous>(
  parse: (text: string, previous: Previous) => Value,
): (text: string, previous: Previous) => Value {
  return (text, previous) => {
    try {
      return parse(text, previous);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  };
}

export const emulate = new Command("emulate")
  .summary("run a local emulator of Sendcloud to try programs on")
  .description(
    "Run an emulator of the Sendcloud integrations API on this machine, to try programs on. It keeps changes in memory until it stops, prints a line for each request, and shows the shops in a browser at the same address. It behaves as Sendcloud is known to; most options make it behave in another way.",
  )
  .option(
    "--port <number>",
    "listen on this port of 127.0.0.1; 0 is any free port",
    taking(numberFrom(0, 65535)),
    0,
  )
  .option(
    "--seed <file>",
    "start with the integrations in this JSON file, a list of objects as the API writes them, each with an id at least (default: three shops)",
  )
  .option("--quiet", "do not print a line for each request")
  .option(
    "--account <number>",
    "user id of the account that the keys belong to [documented] (default: 1)",
    taking(numberFrom(1)),
  )
  .addOption(
    option(
      "--blank <spelling>",
      "how answers write a setting that is not set: as empty text, as null, or not at all [text: recorded, others: assumed] (default: text)",
    ).choices(blanks),
  )
  .addOption(
    option(
      "--cleared-by <value>",
      "what a change must send to clear a webhook URL: null, empty text, either, or nothing does [null: documented, text: documented for v2, others: assumed] (default: null)",
    ).choices(clearings),
  )
  .addOption(
    option(
      "--rules <scope>",
      "what rules about two settings check: the change merged with what is stored, or the body of the change alone [assumed] (default: merged)",
    ).choices(["merged", "body"]),
  )
  .option(
    "--accepts <status>",
    "answer an accepted change with this status: 204 (no body), 200 (the record) or 202 (the record and errors) [documented] (default: 204)",
    taking(oneOf(acceptances)),
  )
  .option(
    "--denies <fields...>",
    "accept a change of these fields, and do not store it; --accepts 202 answers with an error for each [assumed]",
  )
  .option(
    "--withheld <fields...>",
    "refuse a change of these fields with 403, as for a feature that the account lacks [documented]",
  )
  .addOption(
    option(
      "--normalizes [names...]",
      "store values in another form than they are sent in; without names, urls and carriers [assumed] (default: as they are sent)",
    ).choices(normalizations),
  )
  .option("--trims", "drop blanks at the beginning and the end of a shop's name [assumed]")
  .option(
    "--strict-urls",
    "refuse URLs of more than 200 characters, and hosts with _ or without a dot [assumed]",
  )
  .addOption(
    option(
      "--errors <spelling>",
      "write refusals in this form [those of v2 and v3: documented, others: assumed] (default: v3)",
    ).choices(errorSpellings),
  )
  .option(
    "--page-size <number>",
    "put so many integrations on a page of the list [documented for other lists] (default: all)",
    taking(numberFrom(1)),
  )
  .addOption(
    option(
      "--page-links <style>",
      "how a page says where the next one is [absolute, without api, slash, other scheme: documented, body: documented for other lists, others: assumed] (default: absolute)",
    ).choices(linkStyles),
  )
  .addOption(
    option(
      "--records <shapes...>",
      "change records in answers in these ways [documented or assumed]",
    ).choices(recordShapes),
  )
  .option(
    "--stale <reads>",
    "the first so many reads after a change show what was there before [assumed] (default: none)",
    taking(numberFrom(1)),
  )
  .option(
    "--stale-for <milliseconds>",
    "for so many milliseconds after a change, reads show what was there before [assumed] (default: 0)",
    taking(numberFrom(1)),
  )
  .option(
    "--limits [reads,writes,burst]",
    "limit requests: reads a minute, writes a minute, writes a second; without numbers 1000,100,15 [documented] (default: no limits)",
    taking(limits),
  )
  .option(
    "--retry-after <text>",
    "send this header Retry-After with a 429: seconds or a date; turns --limits on [documented: none is promised]",
  )
  .option(
    "--drip <milliseconds>",
    "send bodies a byte at a time, with so many milliseconds between two [assumed] (default: at once)",
    taking(numberFrom(1)),
  )
  .addOption(
    option(
      "--metadata <kind>",
      "whether the endpoint /user/auth/metadata exists [answered: documented, missing: assumed] (default: answered)",
    ).choices(["answered", "missing"]),
  )
  .option(
    "--oauth2-only <ids...>",
    "numbers of integrations that refuse keys with 401, and demand OAuth2 [documented]",
    taking(numbers),
  )
  .option(
    "--scopes <names...>",
    "scopes that the OAuth2 client has [documented] (default: api read:integration write:integration)",
  )
  .option(
    "--token-lifetime <seconds>",
    "how many seconds an OAuth2 token is valid [documented] (default: 3600)",
    taking(numberFrom(0)),
  )
  .addOption(
    option(
      "--expires-in <kind>",
      "how a token says when it expires: as a number, as text, or not at all [number: documented, others: assumed] (default: number)",
    ).choices(expiries),
  )
  .option(
    "--token-slash",
    "the token endpoint answers only with a slash at the end of its address, and redirects there from the address without it [assumed]",
  )
  .addHelpText(
    "after",
    `
How far each behaviour is known: [recorded] was seen in answers of Sendcloud, [documented] is what Sendcloud says, [assumed] is a guess of ours.

Example of a seed file:
  [{ "id": 1, "shop_name": "Flower shop", "webhook_url": null }]
Example with options:
  pulumi-sendcloud emulate --limits --stale 2 --records "facts missing" "unknown fields"
`,
  )
  .action(async (flags: EmulateFlags) => {
    const emulator = await startEmulator({
      ...emulatorOptions(flags),
      ...(flags.quiet !== true && { onRequest: (request) => console.log(requestLine(request)) }),
    });
    console.log(instructions(emulator));
    await new Promise<void>((resolve) => {
      process.once("SIGINT", resolve);
      process.once("SIGTERM", resolve);
      process.stdout.once("error", resolve);
    });
    await emulator.close();
  });

function instructions({ url, panelUrl, publicKey, secretKey }: Emulator): string {
  return [
    `The emulator listens on ${url}. To use it, type in another terminal:`,
    `  export SENDCLOUD_BASE_URL=${url} SENDCLOUD_PUBLIC_KEY=${publicKey} SENDCLOUD_SECRET_KEY=${secretKey}`,
    "  pulumi up",
    `In a browser, ${panelUrl} shows the shops and each request, and lets you change shops as Sendcloud's panel does.`,
    "Ctrl-C stops the emulator; all changes are lost then.",
  ].join("\n");
}
