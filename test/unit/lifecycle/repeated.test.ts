/** What the engine repeats in one run, as the hook `onError` asks for: it gives the state from before the failure again. */
import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "../../../provider/src/emulator/emulator";
import { apply } from "../../../provider/src/lifecycle/apply";
import { remove } from "../../../provider/src/lifecycle/remove";
import { Run } from "../../../provider/src/lifecycle/run";
import type { Result, State } from "../../../provider/src/lifecycle/state";

const [was, is] = ["https://hooks.example/old", "https://hooks.example/new"];

describe("what is repeated after a failure", () => {
  let emulator: Emulator;
  let run: Run;

  beforeEach(async () => {
    emulator = await startEmulator({ seed: [{ id: 7, shop_name: "Old", webhook_url: was }] });
    run = newRun();
  });
  afterEach(() => emulator.close());

  function newRun(): Run {
    const { url: baseUrl, publicKey, secretKey } = emulator;
    const found = { baseUrl, publicKey, secretKey, verifyWrites: "true" };
    const config = Object.fromEntries(
      Object.entries(found).map(([name, value]) => [name, { value, from: name }]),
    );
    return new Run({ config, tell: () => {} });
  }

  function declares(settings: object, state?: State): Promise<Result> {
    const choices = { integrationId: 7, onDestroy: "restore" as const };
    return apply(run, { ...choices, settings, ignored: [], secrets: [], resource: "shop" }, state);
  }

  /** Refuses every read after the next write. */
  function blind(): void {
    let written = false;
    emulator.intercept(({ method }, response) => {
      written ||= method === "PATCH";
      if (method === "GET" && written) response.writeHead(403).end();
      return method === "GET" && written;
    });
  }

  it("an update remembers what a setting was before its first attempt", async () => {
    const { state } = await declares({ shopName: "New" });
    blind();
    const first = await declares({ shopName: "New", webhookUrl: is }, state);
    assert.match(
      first.problem?.message ?? "",
      /reading it back failed: .* the next `pulumi up` sends it again/,
    );
    emulator.intercept();
    const second = await declares({ shopName: "New", webhookUrl: is }, state);
    assert.equal(second.problem, undefined);
    assert.deepEqual(second.state?.adoption.before, { shopName: "Old", webhookUrl: was });
    assert.deepEqual(second.state.adoption.unsure, []);
  });

  it("so does an adoption, and each attempt says what failed", async () => {
    blind();
    const first = await declares({ webhookUrl: is });
    assert.deepEqual(first.messages, [
      'integration 7 (shop): adopted, sending webhookUrl (was "https://hooks.example/…")',
    ]);
    const refused = await declares({ webhookUrl: is });
    assert.match(refused.problem?.message ?? "", /status 403: .* Check /);
    assert.deepEqual(refused.state, first.state);
    emulator.intercept();
    const last = await declares({ webhookUrl: is });
    assert.deepEqual([last.problem, last.messages], [undefined, []]);
    assert.deepEqual(last.state?.adoption.before, { webhookUrl: was });
  });

  it("what a policy adds after the check is not restored under the resource that declares it", async () => {
    const { state } = await declares({ shopName: "New", webhookUrl: is });
    assert.ok(state);
    run = newRun();
    // Checked without the URL; the policy adds it, and the renamed resource declares both.
    run.handover({ integrationId: 7 }).declared = ["shopName"];
    await declares({ shopName: "New", webhookUrl: is });
    const { messages } = await remove(run, state);
    assert.match(messages.join("\n"), /not restored, since the program still declares it/);
    assert.equal(emulator.integration(7)?.webhook_url, is);
  });
});
