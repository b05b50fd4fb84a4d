/** What is told of a Pulumi command that failed. */
import assert from "node:assert/strict";
import { causeOf, messageOf } from "../../../provider/src/cli/pulumi-cause";

/** An error as the Automation API makes it of what a command printed. */
function failed(printed: string, how = "failed with exit code 255"): Error {
  const said = `Command ${how}: pulumi config set-all --stack dev --secret url=https://hooks.example/canary --non-interactive\n${printed}`;
  return new Error(`code: -2\n stdout: \n stderr: ${said}\n err?: Error: ${said}\n`);
}

describe("the cause of a failed Pulumi command", () => {
  for (const [printed, cause] of Object.entries({
    "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions":
      /^you are not logged in to Pulumi: run `pulumi login`/,
    "error: [401] Unauthorized: No credentials provided or are invalid.":
      /^you are not logged in to Pulumi/,
    "error: getting stack configuration: get stack secrets manager: incorrect passphrase":
      /^the passphrase is not the stack's: set PULUMI_CONFIG_PASSPHRASE/,
    "error: constructing secrets manager: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables":
      /^the stack's passphrase is not set: set PULUMI_CONFIG_PASSPHRASE/,
    "error: could not unmarshal '/home/me/my.project/Pulumi.yaml': invalid YAML file: yaml: line 3: did not find expected node content":
      /^could not unmarshal '\/home\/me\/my\.project\/Pulumi\.yaml': invalid YAML file: yaml: line 3/,
    "error: invalid YAML file: could not unmarshal map: yaml: unmarshal errors:\n  line 2: cannot unmarshal !!seq into map[string]config.Value":
      /^invalid YAML file: could not unmarshal map: yaml: unmarshal errors: line 2: cannot unmarshal !!seq/,
    "error: no stack named 'x' found": /^no stack named 'x' found \(`pulumi stack ls` lists/,
    "warning: A new version of Pulumi is available.\nerror: something else": /^something else$/,
    "\u001b[38;5;9merror: \u001b[0m\u001b[31mred\u001b[0m": /^red$/,
    "Diagnostics:\n  pulumi:pulumi:Stack (shops-dev):\n    error: Running program '/p/index.js' failed with an unhandled exception:\n\n    Error: no such shop\n        at main":
      /^Running program '\/p\/index\.js' failed with an unhandled exception: Error: no such shop$/,
    "error: the stack is currently locked by 1 lock(s). Either wait":
      /^another update of the stack is in progress: wait for it/,
    "error: cannot open s3://me:canary@bucket.example/canary?key=canary":
      /^cannot open s3:\/\/bucket\.example\/…$/,
    "error: unknown flag: --json":
      /^`pulumi config set-all --json` came with the Pulumi CLI 3\.202\.0: update it$/,
    "panic: it broke": /^panic: it broke$/,
    "": /^the Pulumi CLI ended without saying why$/,
  }))
    it(`is one line, without what the command was given: ${printed.slice(0, 60).replace(/[^ -~]/g, " ")}`, () => {
      const told = causeOf(failed(printed));
      assert.match(told, cause);
      assert.doesNotMatch(told, /canary|\p{Cc}/u);
      assert.equal(messageOf(failed(printed)), told);
    });

  const old =
    "Minimum version requirement failed. The minimum CLI version requirement is 3.2.0-alpha, your current CLI version is v2.25.0. Please update the Pulumi CLI.";
  for (const [error, cause] of [
    [
      failed("spawn pulumi ENOENT", "failed with ENOENT"),
      "the Pulumi CLI is not installed, or not on the PATH",
    ],
    [
      failed("spawn E2BIG", "failed with E2BIG"),
      "the values are too long for one command line: promote fewer keys at once, or import less",
    ],
    [failed("", "was killed with SIGINT (User interruption with CTRL-C)"), "it was interrupted"],
    [new Error(old), "the Pulumi CLI is v2.25.0, and 3.2.0-alpha or newer is needed: update it"],
  ] as const)
    it(`is told of a command that did not run, or did not end: ${cause}`, () => {
      assert.equal(causeOf(error), cause);
    });

  it("leaves errors of our own as they are", () => {
    const own = "cannot use the seed file x.json: ENOENT: no such file";
    assert.equal(messageOf(new Error(own)), own);
    assert.equal(messageOf("text"), "text");
    assert.equal(messageOf(new RangeError("")), "RangeError", "nor is any empty");
  });
});
