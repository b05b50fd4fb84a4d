/** What depends on the inside of the Pulumi SDK. Under a version that is not listed here, look at these members first. */
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import { version } from "@pulumi/pulumi/package.json";
import { SendcloudIntegrationSettings } from "../../../../provider/src/pulumi/program/resource";

/** The versions that were tried: the oldest that is supported, the one of this repository, and the newest. */
const tried = ["3.216.0", "3.248.0", "3.276.0"];

/** A request to the engine, as the SDK's generated code makes it. */
interface Traced {
  getStacktrace(): { getFramesList(): { getPc(): { getUri(): string } | undefined }[] };
}

describe("the inside of the Pulumi SDK", () => {
  const mocks = { newResource: ({ name = "" }) => ({ id: name, state: {} }), call: () => ({}) };
  before(() => pulumi.runtime.setMocks(mocks));

  it("is that of a version that was tried", () => assert.ok(tried.includes(version), version));

  it("stores one line as a resource's stack trace: that of the program, also for a look-up", async () => {
    const stored: (string | undefined)[][] = [];
    const monitor = pulumi.runtime.getMonitor();
    assert.ok(monitor);
    for (const method of ["registerResource", "readResource"] as const) {
      const usual: unknown = Reflect.get(monitor, method);
      assert.ok(typeof usual === "function");
      Reflect.set(monitor, method, (request: Traced, ...rest: unknown[]): void => {
        stored.push(
          request
            .getStacktrace()
            .getFramesList()
            .map((frame) => frame.getPc()?.getUri()),
        );
        Reflect.apply(usual, monitor, [request, ...rest]);
      });
    }
    const made = [
      new SendcloudIntegrationSettings("shop", { integrationId: 7, shopName: "Tulips" }),
      SendcloudIntegrationSettings.get("seen", 7),
    ];
    await Promise.all(made.map(({ urn }) => new Promise((resolve) => urn.apply(resolve))));
    const { href } = pathToFileURL(__filename);
    assert.deepEqual(stored, [[href], [href]]);
  });

  it("leaves the stack traces of others as they are, also where a resource cannot be made", () => {
    const hook = (): unknown => Reflect.get(Error, "prepareStackTrace");
    const before = hook();
    const make = (name: string): object =>
      new SendcloudIntegrationSettings(name, { integrationId: 8, shopName: "Roses" });
    make("other");
    assert.equal(hook(), before);
    assert.throws(() => make(""), /Missing resource name/);
    assert.equal(hook(), before);
  });
});
