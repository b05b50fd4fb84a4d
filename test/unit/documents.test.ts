/** The documents agree with what they describe. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import manifest from "../../provider/package.json";
import { warningNames } from "../../provider/src/settings/warnings";
import { keyOf, sourceNames, variableOf } from "../../provider/src/config/sources";
import { document, paths } from "../../scripts/documents";

const root = join(__dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

describe("the documents", () => {
  for (const path of paths) {
    it(`agree with their sources: ${path}`, () => {
      const { is, shouldBe } = document(path);
      assert.equal(is, shouldBe, "run `npm run docs`");
    });
  }

  it("name every value that can be configured, and every warning that can be silenced", () => {
    const configuration = read("docs/configuration.md");
    for (const name of sourceNames)
      assert.ok(
        configuration.includes(`\`${keyOf(name)}\``) &&
          configuration.includes(`\`${variableOf(name)}\``),
        name,
      );
    for (const name of Object.keys(warningNames))
      assert.ok(configuration.includes(`- \`${name}\`: `), name);
  });

  it("explain messages in the words that the package says them", () => {
    const source = readdirSync(join(root, "provider/src"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => read(join("provider/src", file)))
      .join("\n");
    const troubleshooting = read("docs/troubleshooting.md").toLowerCase();
    for (const words of [
      "to sign in to Sendcloud with",
      "refused with",
      "in this Sendcloud account",
      "of the Sendcloud account with user id",
      "no response from Sendcloud",
      "is declared twice",
      "is not of format",
      "does not work for dynamic resources",
      "pulumi-sendcloud needs Node.js",
      "but holds something else for",
      "what it was before is forgotten",
      "holds the text of an Output",
      "null was given for",
      "would be restored",
      "does not tell whether the keys are of the account that owned it",
    ]) {
      assert.ok(source.includes(words), `the package does not say: ${words}`);
      assert.ok(troubleshooting.includes(words.toLowerCase()), `the page does not say: ${words}`);
    }
  });

  it("name files of the source that are there", () => {
    const named = [...read("docs/architecture.md").matchAll(/`([a-z]+\/[\w/-]+\.ts)`/g)];
    assert.ok(named.length > 15);
    for (const [, path = ""] of named)
      assert.ok(existsSync(join(root, path.startsWith("test/") ? "" : "provider/src", path)), path);
  });

  it("say of every dependency why it is kept", () => {
    const decided = read("docs/decisions.md");
    for (const name of Object.keys(manifest.dependencies))
      assert.ok(decided.includes(`\`${name}\``), name);
  });

  it("name the commands that CI runs", () => {
    const [readme, ci] = [read("README.md"), read(".ci/run")];
    assert.ok(readme.includes("npm ci && npm run demo"));
    assert.ok(
      readme.includes("npm ci && npm test") && ci.includes("npm ci") && ci.includes("npm test"),
    );
  });
});
