/** The leaf files: how values are shown, and which hosts Sendcloud cannot reach. */
import assert from "node:assert/strict";
import { shown } from "../../provider/src/format";
import { isPrivate } from "../../provider/src/url";

describe("a value", () => {
  for (const [value, text] of [
    ["Tulips", '"Tulips"'],
    ["https://user:canary@shop.example/canary?canary", '"https://shop.example/…"'],
    ["a\u001b[31mb\n", '"a\\u001b[31mb\\n"'],
    ["x".repeat(100), `"${"x".repeat(80)}…"`],
    [null, "nothing"],
    [[], "nothing"],
    [["dhl", "ups"], "dhl ups"],
    [false, "false"],
  ] as const) {
    it(`is shown as ${text}`, () => assert.equal(shown(value), text));
  }
});

describe("a host", () => {
  const own = ["localhost", "127.0.0.1", "10.0.0.1", "172.31.0.1", "192.168.0.1", "169.254.1.1"];
  const others = ["100.64.0.1", "0.0.0.0", "[::1]", "[fd00::1]", "[fe80::1]", "[::ffff:10.0.0.1]"];
  const names = ["shop", "nas.local", "db.internal", "printer.lan."];
  for (const host of [...own, ...others, ...names])
    it(`${host} is private`, () => assert.ok(isPrivate(new URL(`http://${host}`).hostname)));

  const addresses = ["172.32.0.1", "8.8.8.8", "[2001:db8::1]"];
  for (const host of [...addresses, "hooks.example.com", "local.example.com", "10.example.com"])
    it(`${host} is public`, () => assert.ok(!isPrivate(new URL(`http://${host}`).hostname)));
});
