/** What depends on the inside of the Pulumi SDK. Under a version that is not listed here, look at these members first. */
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import { version } from "@pulumi/pulumi/package.json";
import { SendcloudIntegrationSettings } from "../../../../provider/src/pulumi/program/resource";
import { isConfigSecret } from "../../../../provider/src/pulumi/program/sdk-internals";

/** The versions that were tried: the oldest that is supported, the one of this repository, and the newest. */
const tried = ["3.216.0", "3.248.0", "3.276.0"];

interface Frame {
  getPc(): { getUri(): string; getLine(): number } | undefined;
}

/** A request to the engine, as the SDK's generated code makes it. */
interface Traced {
  getStacktrace(): { getFramesList(): Frame[] };
}

function placeOf(frame: Frame): string {
  const place = frame.getPc();
  return `${place?.getUri()}:${place?.getLine()}`;
}

describe("the inside of the Pulumi SDK", () => {
  before(() =>
    pulumi.runtime.setMocks({
      newResource: ({ name }) => ({ id: name, state: {} }),
      call: () => ({}),
    }),
  );

  it("is that of a version that was tried", () => {
    assert.ok(tried.includes(version), version);
  });

  it("tells whether the stack's configuration holds a key as a secret", () => {
    pulumi.runtime.setAllConfig({ "a:secret": "x", "a:plain": "y" }, ["a:secret"]);
    assert.deepEqual(["a:secret", "a:plain"].map(isConfigSecret), [true, false]);
    pulumi.runtime.setAllConfig({});
  });

  it("stores one line as a resource's stack trace: that of the program, also for a look-up", async () => {
    const stored: string[][] = [];
    const monitor = pulumi.runtime.getMonitor();
    assert.ok(monitor);
    for (const method of ["registerResource", "readResource"] as const) {
      const usual: unknown = Reflect.get(monitor, method);
      assert.ok(typeof usual === "function");
      Reflect.set(monitor, method, (request: Traced, ...rest: unknown[]): void => {
        stored.push(request.getStacktrace().getFramesList().map(placeOf));
        Reflect.apply(usual, monitor, [request, ...rest]);
      });
    }
    const made = [
      new SendcloudIntegrationSettings("shop", { integrationId: 7, shopName: "Tulips" }),
      SendcloudIntegrationSettings.get("seen", 7),
    ];
    await Promise.all(made.map(({ urn }) => new Promise((resolve) => urn.apply(resolve))));
    assert.deepEqual(
      stored.map((places) => places.map((place) => place.replace(/:\d+$/, ""))),
      [[pathToFileURL(__filename).href], [pathToFileURL(__filename).href]],
    );
  });

  it("leaves the stack traces of others as they are, also where a resource cannot be made", () => {
    const hook = (): unknown => Reflect.get(Error, "prepareStackTrace");
    const before = hook();
    new SendcloudIntegrationSettings("other", { integrationId: 8, shopName: "Roses" });
    assert.equal(hook(), before);
    assert.throws(
      () => new SendcloudIntegrationSettings("", { integrationId: 9, shopName: "Roses" }),
      /Missing resource name/,
    );
    assert.equal(hook(), before);
  });
});
