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

/** A parser whose errors are told as errors of the option. */
function taking<Value, Previous>(parse: (text: string, previous: Previous) => Value): (text: string, previous: Previous) => Value {
  return (text, previous) => {
    try {
      return parse(text, previous);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  };
}

export const emulate = new Command("emulate")
  .summary("run a local Sendcloud to try programs on")
  .description(
    "Run a local Sendcloud integrations API with a memory, on loopback only, to try programs on, and a panel for a browser at the same address. Each request is a line. By default it behaves as the real one is known to; options make it behave in other ways.",
  )
  .option("--port <number>", "port on 127.0.0.1; 0 takes a free one", taking(numberFrom(0, 65535)), 0)
  .option(
    "--seed <file>",
    "JSON file with the integrations to start with: a list of objects as the API spells them, of which only id is required",
  )
  .option("--quiet", "print no line for each request")
  .option("--account <number>", "user id that the keys belong to [documented]; 1 unless given", taking(numberFrom(1)))
  .addOption(option("--blank <spelling>", "how answers spell what is not set [text: recorded, others: assumed]").choices(blanks))
  .addOption(
    option("--cleared-by <value>", "what clears a webhook URL [null: documented, text: documented for v2, others: assumed]").choices(
      clearings,
    ),
  )
  .addOption(
    option("--rules <scope>", "what joint rules look at, the merged settings or a change's body alone [assumed]").choices([
      "merged",
      "body",
    ]),
  )
  .option("--accepts <status>", "how an accepted change is answered: 204, 200 or 202 [documented]", taking(oneOf(acceptances)))
  .option("--denies <fields...>", "fields that are accepted and not stored: see --accepts [assumed]")
  .option("--withheld <fields...>", "fields that are refused with 403, as a feature that the account lacks [documented]")
  .addOption(
    option("--normalizes [names...]", "what is done to values that are stored; urls and carriers where none is named [assumed]").choices(
      normalizations,
    ),
  )
  .option("--trims", "blanks around names are dropped [assumed]")
  .option("--strict-urls", "URLs of more than 200 characters, and hosts with _ or without a dot, are refused [assumed]")
  .addOption(option("--errors <spelling>", "how refusals are spelled [v2, v3: documented, others: assumed]").choices(errorSpellings))
  .option("--page-size <number>", "how many integrations a page of the list has [documented for other lists]", taking(numberFrom(1)))
  .addOption(
    option("--page-links <style>", "how a page says where the next one is [absolute: documented, others: assumed]").choices(linkStyles),
  )
  .addOption(option("--records <shapes...>", "what answers make of records [documented or assumed]").choices(recordShapes))
  .option("--stale <reads>", "so many reads after a change answer what was there before [assumed]", taking(numberFrom(1)))
  .option("--stale-for <milliseconds>", "for so long reads answer what was there before a change [assumed]", taking(numberFrom(1)))
  .option(
    "--limits [reads,writes,burst]",
    "limits of requests: reads a minute, writes a minute, writes a second; 1000,100,15 unless given [documented]",
    taking(limits),
  )
  .option("--retry-after <text>", "the Retry-After of a 429 [documented: none is promised]")
  .option("--drip <milliseconds>", "bodies arrive a byte at a time, with such pauses [assumed]", taking(numberFrom(1)))
  .addOption(
    option("--metadata <kind>", "whether /user/auth/metadata is there [answered: documented, missing: assumed]").choices([
      "answered",
      "missing",
    ]),
  )
  .option("--oauth2-only <ids...>", "integrations that refuse keys with 401 [documented]", taking(numbers))
  .option("--scopes <names...>", "scopes that the OAuth2 client has [documented]")
  .option("--token-lifetime <seconds>", "how long a token is valid; 3600 unless given [documented]", taking(numberFrom(0)))
  .addOption(option("--expires-in <kind>", "how a token says when it expires [number: documented, others: assumed]").choices(expiries))
  .option("--token-slash", "the token endpoint is at its address with a slash alone, and redirects there [assumed]")
  .addHelpText(
    "after",
    `
[recorded] is seen in the real service's answers, [documented] is Sendcloud's word, [assumed] is nobody's.

Example of a seed file:
  [{ "id": 1, "shop_name": "Flower shop", "webhook_url": null }]
Example with behaviours:
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
    `The emulator listens on ${url}. In another terminal:`,
    `  export SENDCLOUD_BASE_URL=${url} SENDCLOUD_PUBLIC_KEY=${publicKey} SENDCLOUD_SECRET_KEY=${secretKey}`,
    "  pulumi up",
    `In a browser, ${panelUrl} shows the shops and each request, and changes shops as Sendcloud's panel does.`,
    "Ctrl-C stops it, and forgets every change.",
  ].join("\n");
}
