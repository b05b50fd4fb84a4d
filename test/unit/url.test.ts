/** Which hosts Sendcloud cannot reach. */
import assert from "node:assert/strict";
import { isPrivate } from "../../provider/src/url";

describe("a host", () => {
  for (const host of [
    "localhost",
    "127.0.0.1",
    "10.0.0.1",
    "172.31.0.1",
    "192.168.0.1",
    "169.254.1.1",
    "100.64.0.1",
    "0.0.0.0",
  ]) {
    it(`${host} is private`, () => assert.equal(isPrivate(host), true));
  }
  for (const host of [
    "[::1]",
    "[fd00::1]",
    "[fe80::1]",
    "[::ffff:10.0.0.1]",
    "shop",
    "nas.local",
    "db.internal",
    "printer.lan.",
  ]) {
    it(`${host} is private`, () =>
      assert.equal(isPrivate(new URL(`http://${host}`).hostname), true));
  }
  for (const host of [
    "hooks.example.com",
    "172.32.0.1",
    "8.8.8.8",
    "[2001:db8::1]",
    "local.example.com",
    "10.example.com",
  ]) {
    it(`${host} is public`, () =>
      assert.equal(isPrivate(new URL(`http://${host}`).hostname), false));
  }
});
