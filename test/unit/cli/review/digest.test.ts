/** The texts that a preview comes in, and what is said of those that are none. */
import assert from "node:assert/strict";
import { decoded } from "../../../../provider/src/cli/review/digest";
import { reviewOf } from "../../../../provider/src/cli/review/review";
import { printed, step } from "../../../support/printed-preview";

const preview = printed([
  step("delete", "Łódź", { before: { integrationId: 7, shopName: '{ "a" }' } }),
]);
const utf16 = (text: string, big: boolean): Uint8Array =>
  big ? Buffer.from(text, "utf16le").swap16() : Buffer.from(text, "utf16le");

describe("a preview is read", () => {
  const texts: Record<string, Uint8Array> = {
    "as it is printed": Buffer.from(preview),
    "after a byte order mark": Buffer.from(`\ufeff${preview}`),
    "in UTF-16, as PowerShell writes it": utf16(`\ufeff${preview}`, false),
    "in UTF-16 of the other order": utf16(`\ufeff${preview}`, true),
    "in UTF-16 without a mark": utf16(preview, false),
    "in UTF-16 of the other order without a mark": utf16(preview, true),
    "after and before other text": Buffer.from(
      `Previewing update (prod) { not JSON } {"level":"info"}\n${preview}\nwarning: {a new version} of Pulumi\n`,
    ),
    "after text with a quotation mark that never ends": Buffer.from(
      `npm notice it's "new {"\n${preview}\r\n`,
    ),
  };
  for (const [what, bytes] of Object.entries(texts)) {
    it(what, () =>
      assert.deepEqual(
        reviewOf(decoded(bytes)).entries.map(({ resource }) => resource),
        ["Łódź"],
      ),
    );
  }

  it("though there are two of them", () => {
    assert.equal(reviewOf(`${preview}\n${preview.replace("Łódź", "other")}`).entries.length, 2);
  });
});

describe("what is no preview is named", () => {
  const others: [text: string, named: RegExp][] = [
    ['{"result":"succeeded","duration":8336461951,"summary":{"create":1}}', /but other JSON/],
    [
      '{"sequence":1,"timestamp":2}\n{"sequence":2,"timestamp":2}',
      /but other JSON, such as .* an event log/,
    ],
    ['{"manifest":{},"resourcePlans":{}}', /but other JSON, such as a plan/],
    ['{"version":3,"deployment":{}}', /but other JSON, such as .* an exported state/],
    ['{"steps":[{}]}', /but other JSON/],
    ['{"diagnostics":[{"severity":"info","message":"hello"}]}', /but other JSON/],
    ['{"diagnostics":[]}', /but other JSON/],
    ["[]", /give the output/],
    ["", /but empty/],
    [" \n", /but empty/],
    [preview.slice(0, -20), /or not all of it/],
    [`${preview}\n${preview.slice(0, -20)}`, /or not all of it/],
    ["Previewing update (prod):\n ~ update", /what it prints for people, without --json/],
    ["{}", /give the output/],
  ];
  for (const [text, named] of others) {
    it(named.source, () => {
      assert.throws(() => reviewOf(text), named);
      assert.throws(
        () => reviewOf(text),
        /^SendcloudError: this is not what `pulumi preview --json` prints[^\n]*$/,
      );
    });
  }
});
