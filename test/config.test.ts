/** Configuration: where values come from, and which are refused. */
import assert from "node:assert/strict";
import { configuration, lookUp, problems } from "../provider/src/config";

const look = (config: Record<string, string>, environment: Record<string, string> = {}) => lookUp((key) => config[key], environment);
const keys = { SENDCLOUD_PUBLIC_KEY: "pub", SENDCLOUD_SECRET_KEY: "sec" };

describe("configuration", () => {
  it("comes from the environment, with Sendcloud's address by default", () => {
    assert.deepEqual(configuration(look({}, keys)), {
      publicKey: "pub",
      secretKey: "sec",
      baseUrl: "https://panel.sendcloud.sc/api/v3",
      maxConcurrency: 8,
      requestsPerMinute: undefined,
    });
  });

  it("wins, where it is explicit, over the environment, value by value", () => {
    const found = look({ "sendcloud:publicKey": "mine", "sendcloud:baseUrl": "https://proxy.example/api/v3/" }, keys);
    const { publicKey, secretKey, baseUrl } = configuration(found);
    assert.deepEqual({ publicKey, secretKey, baseUrl }, { publicKey: "mine", secretKey: "sec", baseUrl: "https://proxy.example/api/v3" });
  });

  it("counts an empty variable as not set", () => {
    assert.throws(() => configuration(look({}, { ...keys, SENDCLOUD_PUBLIC_KEY: "" })), /SENDCLOUD_PUBLIC_KEY/);
  });

  it("names both ways to set keys that are missing", () => {
    assert.throws(
      () => configuration(look({})),
      /set SENDCLOUD_PUBLIC_KEY and SENDCLOUD_SECRET_KEY in the environment, or run `pulumi config set sendcloud:publicKey` and `pulumi config set --secret sendcloud:secretKey`/,
    );
  });

  it("misses no key for a preview", () => assert.deepEqual(problems(look({})), []));

  for (const url of ["http://127.0.0.1:8080/api/v3", "http://localhost/", "http://[::1]:1", "https://panel.sendcloud.sc/api/v3"]) {
    it(`accepts ${url}`, () => assert.deepEqual(problems(look({ "sendcloud:baseUrl": url })), []));
  }

  for (const url of [
    "http://panel.sendcloud.sc/api/v3",
    "http://127.0.0.1.example/",
    "ftp://panel.sendcloud.sc",
    "panel.sendcloud.sc",
    "https://user:word@panel.sendcloud.sc",
    "https://panel.sendcloud.sc/?a=b",
    "https://panel.sendcloud.sc/#a",
  ]) {
    it(`refuses ${url}, without printing it`, () => {
      const [problem = ""] = problems(look({ "sendcloud:baseUrl": url }));
      assert.match(problem, /^sendcloud:baseUrl must be an https URL/);
      assert.ok(!problem.includes(`${url} `) && !problem.includes("word"));
    });
  }

  it("takes limits as whole numbers", () => {
    const limits = { "sendcloud:maxConcurrency": "2", SENDCLOUD_REQUESTS_PER_MINUTE: "90" };
    const { maxConcurrency, requestsPerMinute } = configuration(look(limits, { ...keys, ...limits }));
    assert.deepEqual({ maxConcurrency, requestsPerMinute }, { maxConcurrency: 2, requestsPerMinute: 90 });
    for (const wrong of ["0", "-1", "1.5", "many", "65"]) {
      assert.deepEqual(problems(look({ "sendcloud:maxConcurrency": wrong })), [
        "sendcloud:maxConcurrency must be a whole number from 1 to 64",
      ]);
    }
  });

  for (const [key, name] of [
    ["sec ret", "sendcloud:secretKey"],
    ["secret\n", "sendcloud:secretKey"],
    ["pub:lic", "sendcloud:publicKey"],
  ] as const) {
    it(`refuses a malformed ${name} ${JSON.stringify(key)}, without printing it`, () => {
      const [problem = ""] = problems(look({ [name]: key }));
      assert.ok(problem.startsWith(`${name} holds `) && !problem.includes(key));
    });
  }
});
