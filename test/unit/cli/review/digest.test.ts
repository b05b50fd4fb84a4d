/** What is no preview is refused, in one line that says what to give. */
import assert from "node:assert/strict";
import { reviewOf } from "../../../../provider/src/cli/review/review";
import { printed, step } from "../../../support/printed-preview";

const preview = printed([step("delete", "Łódź", { before: { integrationId: 7 } })]);

describe("what is no preview is refused", () => {
  for (const [text, named] of [
    ['{"result":"succeeded","duration":8336461951,"summary":{"create":1}}', /or not all of it/],
    ['{"sequence":1,"timestamp":2}\n{"sequence":2,"timestamp":2}', /or not all of it/],
    ['{"manifest":{},"resourcePlans":{}}', /or not all of it/],
    ['{"version":3,"deployment":{}}', /or not all of it/],
    ['{"steps":[{}]}', /or not all of it/],
    ['{"diagnostics":[{"severity":"info","message":"hello"}]}', /or not all of it/],
    ['{"diagnostics":[]}', /or not all of it/],
    ["Previewing update (prod):\n ~ update", /or not all of it/],
    [preview.slice(0, -20), /or not all of it/],
    [`${preview}\n${preview}`, /or not all of it/],
    ["[]", /give its whole output in UTF-8/],
    ["", /but empty: the command before may have failed/],
    [" \n", /but empty/],
  ] as const) {
    it(JSON.stringify(text.slice(0, 50)), () => {
      assert.throws(() => reviewOf(text), named);
      assert.throws(
        () => reviewOf(text),
        /^SendcloudError: this is not what `pulumi preview --json` prints[^\n]*$/,
      );
    });
  }
});
